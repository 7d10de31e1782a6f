/** Who may read the private scope and publish. The password opens nothing but a registry of the tests. */
export const account = { name: "tester", password: "only-for-tests" };

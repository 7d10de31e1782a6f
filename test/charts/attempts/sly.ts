/** Labels of a workflow that somebody makes up. */
export const sly = {
  "app.kubernetes.io/part-of": "tentacular",
  "app.kubernetes.io/name": "sly",
  "app.kubernetes.io/instance": "sly",
};

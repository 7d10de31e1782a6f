Deno.serve(
  { port: 0, hostname: "127.0.0.1", onListen: ({ port }) => console.log(`listening ${port}`) },
  async (request) => {
    return Response.json(await request.json());
  },
);

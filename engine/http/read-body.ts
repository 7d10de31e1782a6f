/**
 * The text of a body whose length was not said before; undefined when it has more than `most` bytes, which is noticed
 * without reading them all.
 */
export async function readBody(request: Request, most: number): Promise<string | undefined> {
  if (request.body === null) return "";
  const decoder = new TextDecoder();
  let text = "";
  let size = 0;
  for await (const chunk of request.body) {
    size += chunk.length;
    if (size > most) return undefined;
    text += decoder.decode(chunk, { stream: true });
  }
  return text + decoder.decode();
}

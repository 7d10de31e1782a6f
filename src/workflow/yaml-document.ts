import { Composer, Document, Lexer, LineCounter, Parser, type YAMLError } from "yaml";
import { limits } from "./limits.ts";
import { yamlWords } from "./yaml-words.ts";

/** What is wrong with the text as YAML, at an offset of it. */
export type YamlProblem = { code: string; message: string; remedy: string; offset: number };

/** A YAML text with its places. When `broken`, its data cannot be trusted. */
export type YamlDocument = {
  document: Document.Parsed;
  places: LineCounter;
  problems: YamlProblem[];
  broken: boolean;
};

/** Reads one YAML document within {@link limits}: nothing recurses before the depth is known. */
export function yamlDocument(text: string): YamlDocument {
  const places = new LineCounter();
  const tokens = tokensOf(text, places);
  if ("code" in tokens) return { document: emptyDocument(), places, problems: [tokens], broken: true };
  const [document = emptyDocument(), next] = composed(tokens.list, text.length);
  const problems = [...document.errors, ...document.warnings].map(problemOf);
  if (next) problems.push(severalDocuments(next.range[0]));
  return { document, places, problems, broken: problems.some((problem) => problem.code !== "KEY-TWICE") };
}

type Token = Parameters<Composer["next"]>[0];

function tokensOf(text: string, places: LineCounter): { list: Token[] } | YamlProblem {
  const parser = new Parser(places.addNewLine);
  const list: Token[] = [];
  let offset = 0;
  let count = 0;
  for (const lexeme of new Lexer().lex(text)) {
    list.push(...parser.next(lexeme));
    offset += lexeme.length;
    if (parser.stack.length > limits.depth) return tooDeep(offset);
    if (++count > limits.tokens) return tooMuch(offset);
  }
  list.push(...parser.end());
  return { list };
}

function composed(tokens: Token[], length: number): Document.Parsed[] {
  const options = { version: "1.2", merge: true, stringKeys: true, prettyErrors: false, logLevel: "error" } as const;
  const documents: Document.Parsed[] = [];
  for (const document of new Composer(options).compose(tokens, true, length)) {
    documents.push(document as Document.Parsed);
    if (documents.length === 2) break;
  }
  return documents;
}

function emptyDocument(): Document.Parsed {
  return new Document(null) as Document.Parsed;
}

function problemOf(error: YAMLError): YamlProblem {
  const { code, remedy } = yamlWords(error.code);
  return { code, message: sentence(error.message), remedy, offset: error.pos[0] };
}

/** Our grammar for messages: no final period. */
function sentence(message: string): string {
  return message.replace(/\.$/, "");
}

function severalDocuments(offset: number): YamlProblem {
  const message = "A second document begins here; a workflow is one document";
  return { code: "YAML-SEVERAL", message, remedy: 'Remove the line "---" and what follows it', offset };
}

function tooDeep(offset: number): YamlProblem {
  const message = `Nested deeper than ${limits.depth} levels`;
  return { code: "YAML-TOO-DEEP", message, remedy: "Flatten the document", offset };
}

function tooMuch(offset: number): YamlProblem {
  const message = `More than ${limits.tokens} pieces of YAML`;
  return { code: "YAML-TOO-MUCH", message, remedy: "Split the workflow into smaller ones", offset };
}

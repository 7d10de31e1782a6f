import { Composer, Document, isScalar, Lexer, LineCounter, type Node, Parser, type YAMLError } from "yaml";
import { limits } from "./limits.ts";
import { type YamlIndex, yamlIndex } from "./yaml-index.ts";
import { yamlWords } from "./yaml-words.ts";

/** What is wrong with the text as YAML, at an offset of it. */
export type YamlProblem = { code: string; message: string; remedy: string; offset: number };

/** A YAML text with its places. When `broken`, its data cannot be trusted. */
export type YamlDocument = {
  document: Document.Parsed;
  places: LineCounter;
  index: YamlIndex;
  problems: YamlProblem[];
  broken: boolean;
};

/** Reads one YAML document within {@link limits}: nothing recurses before the depth is known. */
export function yamlDocument(text: string): YamlDocument {
  const places = new LineCounter();
  const tokens = tokensOf(text, places);
  if ("code" in tokens) return { document: empty, index: yamlIndex(empty), places, problems: [tokens], broken: true };
  const [document = empty, next] = composed(tokens.list, text.length);
  const index = yamlIndex(document);
  const problems = [
    ...[...document.errors, ...document.warnings].map(problemOf),
    ...index.lost.map((alias) => standsForNothing(alias.source, alias.range?.[0] ?? 0)),
    ...(next ? [severalDocuments(next.range[0])] : []),
  ];
  const broken = problems.length > 0;
  return { document, index, places, broken, problems: [...problems, ...index.twice.map(writtenTwice)] };
}

type Token = Parameters<Composer["next"]>[0];

function tokensOf(text: string, places: LineCounter): { list: Token[] } | YamlProblem {
  places.addNewLine(0);
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
  const options = {
    version: "1.2",
    merge: true,
    uniqueKeys: false,
    stringKeys: true,
    prettyErrors: false,
    logLevel: "error",
  } as const;
  const documents: Document.Parsed[] = [];
  for (const document of new Composer(options).compose(tokens, true, length)) {
    documents.push(document as Document.Parsed);
    if (documents.length === 2) break;
  }
  return documents;
}

const empty = new Document(null) as Document.Parsed;

function problemOf({ code: name, message, pos: [offset] }: YAMLError): YamlProblem {
  const { code, remedy, message: ours } = yamlWords(name);
  return { code, message: ours ?? sentence(message), remedy, offset };
}

function standsForNothing(name: string, offset: number): YamlProblem {
  const message = `Alias "*${name}" stands for nothing`;
  return { code: "YAML-ALIAS", message, remedy: `Write the anchor "&${name}" before it`, offset };
}

function writtenTwice(key: Node): YamlProblem {
  const message = `Key "${isScalar(key) ? String(key.value) : ""}" is written twice`;
  return {
    code: "KEY-TWICE",
    message,
    remedy: "Keep one of the two; the later one would win",
    offset: key.range?.[0] ?? 0,
  };
}

/** Our grammar for messages: no final period. */
function sentence(message: string): string {
  return message.replace(/["']quote/, "quote").replace(/\.$/, "");
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

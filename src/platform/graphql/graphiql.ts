import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import fastifyStatic from '@fastify/static';
import type { FastifyInstance } from 'fastify';

/** A token that stands ready on the page, for development. */
export interface PageToken {
  readonly label: string;
  readonly token: string;
}

/** What the page at `/` opens with. */
export interface GraphiqlOptions {
  readonly title: string;
  /** Where operations are sent. */
  readonly endpoint: string;
  /** Operations that stand ready, a tab each. */
  readonly operations: readonly string[];
  /** Tokens to choose from, the first one chosen; none outside development. */
  readonly tokens: readonly PageToken[];
}

// Everything comes from this server: an office without internet sees the same page. Monaco writes style attributes and keeps its
// icon font as a data: URL.
const CONTENT_SECURITY_POLICY = [
  "default-src 'none'",
  "script-src 'self'",
  "worker-src 'self'",
  "connect-src 'self'",
  "style-src 'self' 'unsafe-inline'",
  "font-src 'self' data:",
  "img-src 'self' data:",
  "base-uri 'none'",
  "form-action 'none'",
  "frame-ancestors 'none'",
].join('; ');

const page = (title: string) => `<!doctype html>
<html lang="zh">
  <head>
    <meta charset="utf-8">
    <title>${title}</title>
    <link rel="icon" href="data:,">
    <link rel="stylesheet" href="/graphiql/graphiql.css">
    <link rel="stylesheet" href="/graphiql-page.css">
  </head>
  <body>
    <form id="caller" autocomplete="off">
      <label>身份 / Caller <select id="token-choice"></select></label>
      <label>或粘贴令牌 / or paste a token <input id="token-text" type="password" autocomplete="off" spellcheck="false" placeholder="eyJ…"></label>
    </form>
    <div id="root"></div>
    <script src="/graphiql/yoga-graphiql.umd.js"></script>
    <script src="/graphiql-page.js"></script>
  </body>
</html>
`;

// GraphiQL takes the height of the window for itself, and its editors' margins reach beyond it: the lower buttons would be out of sight.
// A tab that begins to move under the pointer swallows the click that was meant to open it: tabs stay where they are.
const STYLE = `html, body { height: 100%; margin: 0; }
body { display: flex; flex-direction: column; }
#root { position: relative; flex: 1; min-height: 0; overflow: hidden; }
#root .graphiql-container { height: 100%; }
.graphiql-logo { white-space: nowrap; }
#caller { display: flex; gap: 2em; padding: 6px 12px; font: 13px system-ui, sans-serif; background: #f3f4f6; }
#caller input { width: 22em; }
.graphiql-tab { transform: none !important; }
`;

// The token goes with every request to the endpoint and is kept nowhere: not in the address, not in the browser's storage.
// The names of the worker files are the package's own; the GraphQL one has two dots.
const script = (options: object, endpoint: string, tokens: readonly PageToken[]) => `const endpoint = ${JSON.stringify(endpoint)};
const tokens = ${JSON.stringify(tokens)};
const choice = document.querySelector('#token-choice');
const text = document.querySelector('#token-text');
for (const { label } of tokens) choice.append(new Option(label));
choice.append(new Option('无 / none'));
document.querySelector('#caller').addEventListener('submit', (event) => event.preventDefault());
const send = self.fetch.bind(self);
self.fetch = (address, init = {}) => {
  const token = text.value.trim() || tokens[choice.selectedIndex]?.token;
  if (!token || new URL(address, location.href).pathname !== endpoint) return send(address, init);
  const headers = new Headers(init.headers);
  if (!headers.has('authorization')) headers.set('authorization', 'Bearer ' + token);
  return send(address, { ...init, headers });
};
const workers = { editorWorkerService: 'editor.worker', json: 'json.worker', graphql: 'graphql.worker.' };
self.MonacoEnvironment = { globalAPI: false, getWorkerUrl: (_, label) => '/graphiql/monacoeditorwork/' + workers[label] + '.bundle.js' };
YogaGraphiQL.renderYogaGraphiQL(document.querySelector('#root'), ${JSON.stringify(options)});
`;

/** Serves GraphiQL at `/` from the installed package; the page asks no other host for anything. */
export async function serveGraphiql(server: FastifyInstance, { title, endpoint, operations, tokens }: GraphiqlOptions): Promise<void> {
  const files = join(dirname(createRequire(import.meta.url).resolve('@graphql-yoga/graphiql/package.json')), 'dist');
  const options = { endpoint, title, query: operations[0], defaultTabs: operations.map((query) => ({ query })) };
  await server.register(fastifyStatic, { root: files, prefix: '/graphiql/', index: false, maxAge: '1h' });
  server.get('/', (_request, reply) =>
    reply.header('content-security-policy', CONTENT_SECURITY_POLICY).type('text/html; charset=utf-8').send(page(title)),
  );
  server.get('/graphiql-page.css', (_request, reply) => reply.type('text/css; charset=utf-8').send(STYLE));
  server.get('/graphiql-page.js', (_request, reply) =>
    reply
      .header('cache-control', 'no-store')
      .type('text/javascript; charset=utf-8')
      .send(script(options, endpoint, tokens)),
  );
}

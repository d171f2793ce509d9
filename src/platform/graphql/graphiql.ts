import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import fastifyStatic from '@fastify/static';
import type { FastifyInstance } from 'fastify';

/** What the page at `/` opens with. */
export interface GraphiqlOptions {
  readonly title: string;
  /** Where operations are sent. */
  readonly endpoint: string;
  /** Operations that stand ready, a tab each. */
  readonly operations: readonly string[];
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
    <div id="root"></div>
    <script src="/graphiql/yoga-graphiql.umd.js"></script>
    <script src="/graphiql-page.js"></script>
  </body>
</html>
`;

const STYLE = 'html, body, #root { height: 100%; margin: 0; }\n';

// The names of the worker files are the package's own; the GraphQL one has two dots.
const script = (
  options: object,
) => `const workers = { editorWorkerService: 'editor.worker', json: 'json.worker', graphql: 'graphql.worker.' };
self.MonacoEnvironment = { globalAPI: false, getWorkerUrl: (_, label) => '/graphiql/monacoeditorwork/' + workers[label] + '.bundle.js' };
YogaGraphiQL.renderYogaGraphiQL(document.querySelector('#root'), ${JSON.stringify(options)});
`;

/** Serves GraphiQL at `/` from the installed package; the page asks no other host for anything. */
export async function serveGraphiql(server: FastifyInstance, { title, endpoint, operations }: GraphiqlOptions): Promise<void> {
  const files = join(dirname(createRequire(import.meta.url).resolve('@graphql-yoga/graphiql/package.json')), 'dist');
  const options = { endpoint, title, query: operations[0], defaultTabs: operations.map((query) => ({ query })) };
  await server.register(fastifyStatic, { root: files, prefix: '/graphiql/', index: false, maxAge: '1h' });
  server.get('/', (_request, reply) =>
    reply.header('content-security-policy', CONTENT_SECURITY_POLICY).type('text/html; charset=utf-8').send(page(title)),
  );
  server.get('/graphiql-page.css', (_request, reply) => reply.type('text/css; charset=utf-8').send(STYLE));
  server.get('/graphiql-page.js', (_request, reply) => reply.type('text/javascript; charset=utf-8').send(script(options)));
}

// The floor: node's http and pg, JSON made by SQL, the same row-level security in as few round trips as it takes. No tokens, no GraphQL.
import { createServer } from 'node:http';
import pg from 'pg';

const pool = new pg.Pool({ connectionString: process.env.DATABASE_URL, max: Number(process.env.DATABASE_CONNECTIONS) });

const SCORECARD = `select s.document::text as json from scorecards s
  where s.tenant_id = $1 order by s.id desc limit 1`;

const LIST = `select coalesce(json_agg(entry), '[]')::text as json from (
  select p.id, p.code, p.starts_on, p.ends_on, p.state, s.id as scorecard, s.revision, s.total, s.payable
  from assessment_periods p left join lateral (
    select id, revision, total::text, payable::text from scorecards
    where tenant_id = p.tenant_id and period_id = p.id order by revision desc limit 1) s on true
  where p.tenant_id = $1 order by p.starts_on desc, p.id desc limit 20) entry`;

const TOTAL = `select json_build_object('total', s.total::text)::text as json from scorecards s
  where s.tenant_id = $1 order by s.id desc limit 1`;

const STATEMENTS = { scorecard: SCORECARD, list: LIST, total: TOTAL };

async function answer(kind, tenant) {
  const client = await pool.connect();
  try {
    await client.query(
      `begin isolation level repeatable read read only; set local role hotline_reader; select set_config('app.tenant_id', ${pg.escapeLiteral(tenant)}, true)`,
    );
    const { rows } = await client.query({ name: kind, text: STATEMENTS[kind], values: [tenant] });
    return rows[0].json;
  } finally {
    client.query('rollback').then(
      () => client.release(),
      (error) => client.release(error),
    );
  }
}

const server = createServer((request, response) => {
  request.resume();
  const [, kind, tenant] = request.url.split('/');
  answer(kind, tenant).then(
    (json) => response.writeHead(200, { 'content-type': 'application/json' }).end(`{"data":${json}}`),
    (error) => response.writeHead(500).end(error.message),
  );
});
server.listen(0, '127.0.0.1', () => process.stdout.write(`GraphQL  http://127.0.0.1:${server.address().port}\n`));
process.once('SIGTERM', () => server.close(() => pool.end()));

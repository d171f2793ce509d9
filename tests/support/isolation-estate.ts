import { globalId } from '../../src/platform/graphql/global-id.js';
import { PENDING_UPLOADS } from './isolation-evidence.js';
import type { Estate } from './isolation-matrix.js';
import { moneyIdsOf } from './isolation-money.js';
import { peopleIdsOf } from './isolation-people.js';
import { ask, type Service } from './service.js';

/** What a tenant has as far as it is known before anything is asked. */
export type Place = Omit<
  Estate,
  | 'tenant'
  | 'publishedId'
  | 'openId'
  | 'ids'
  | 'latestScorecard'
  | 'findingIn'
  | 'openAppeal'
  | 'pendingProposal'
  | 'deliverable'
  | 'demandedOccurrence'
  | 'evidence'
  | 'uploadId'
  | 'money'
  | 'people'
>;

const PERIOD = `query ($c: String!, $p: String!) { assessmentPeriod(contract: $c, period: $p) { id scorecard { id digest }
  PROPOSED: findings(state: PROPOSED, last: 1) { nodes { id } } CONFIRMED: findings(state: CONFIRMED, last: 1) { nodes { id } } } }`;

/** A tenant's estate: what it has, found as its auditor finds it at the time. */
export async function estateOf(
  service: Service,
  tenant: string,
  place: Place,
  ids: ReadonlyMap<string, readonly string[]>,
): Promise<Estate> {
  const asked = async (query: string, variables = {}) => {
    const { data, errors } = await ask(service, query, variables, { tenant, role: 'AUDITOR' });
    if (errors) throw new Error(JSON.stringify(errors));
    return data;
  };
  const period = async (code: string) => (await asked(PERIOD, { c: place.contract, p: code })).assessmentPeriod;
  return {
    ...place,
    tenant,
    ids,
    publishedId: (await period(place.published)).id,
    openId: (await period(place.open)).id,
    latestScorecard: async (which) => (await period(place[which])).scorecard,
    findingIn: async (state) => (await period(place.open))[state].nodes[0]?.id ?? ids.get('Finding')![0]!,
    openAppeal: async () => (await asked('{ appeals(isOpen: true) { nodes { id } } }')).appeals.nodes[0]?.id ?? ids.get('Appeal')![0]!,
    pendingProposal: async () => {
      const { nodes } = (await asked('{ readings(first: 100) { nodes { proposal { id party } } } }')).readings;
      const pending = nodes.find(({ proposal }: { proposal: { party: string } | null }) => proposal?.party === 'VENDOR');
      return pending?.proposal.id ?? ids.get('ReadingProposal')![0]!;
    },
    demandedOccurrence: async () => {
      const { nodes } = (
        await asked('query ($c: String!) { obligations(contract: $c, first: 100) { nodes { occurrence request obligation { code } } } }', {
          c: place.contract,
        })
      ).obligations;
      type Owed = { request: string | null; obligation: { code: string } };
      return nodes.find(({ request, obligation }: Owed) => request !== null && obligation.code === place.demanded).occurrence;
    },
    money: moneyIdsOf(tenant),
    people: peopleIdsOf(tenant),
    uploadId: globalId('EvidenceUpload', PENDING_UPLOADS[tenant]!),
    evidence: async (state) => {
      const { nodes } = (await asked('query ($s: EvidenceState) { evidence(state: $s) { nodes { id } } }', { s: state })).evidence;
      return nodes[0]?.id ?? ids.get('Evidence')![0]!;
    },
    deliverable: async () => {
      const query = 'query ($c: String!) { obligations(contract: $c, first: 100) { nodes { deliverables { id outcome } } } }';
      const { nodes } = (await asked(query, { c: place.contract })).obligations;
      type Delivered = { deliverables: { id: string; outcome: string | null }[] };
      const waiting = nodes
        .flatMap(({ deliverables }: Delivered) => deliverables)
        .find(({ outcome }: { outcome: string | null }) => !outcome);
      return waiting?.id ?? ids.get('Deliverable')![0]!;
    },
  };
}

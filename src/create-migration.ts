import { entities } from './features/entities.js';
import { openOrm } from './platform/persistence/orm.js';

// Compares the entities with migrations/snapshot.json and writes what differs as a migration. Needs no server: the embedded
// database in memory writes the same SQL.
const orm = await openOrm({ kind: 'embedded', folder: 'memory://' }, entities);
// A new migration is source.
orm.config.set('preferTs', true);
const { fileName, diff } = await orm.migrator.create(undefined, false, false, process.argv[2]);
process.stdout.write(diff.up.length > 0 ? `${fileName}\n` : 'nothing to migrate\n');
await orm.close();

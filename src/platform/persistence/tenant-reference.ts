import { type EntitySchema, p } from '@mikro-orm/core';

/**
 * A reference to a row of the same tenant: the tenant is a part of the foreign key, so that no row can point into another tenant.
 * What is referred to is neither moved nor deleted under those who refer to it.
 */
// biome-ignore lint/suspicious/noExplicitAny: an entity of any shape
export const tenantReference = <E extends EntitySchema<any, any, any>>(entity: E, column: string) =>
  p
    .manyToOne(entity)
    .joinColumns('tenant_id', column)
    .referencedColumnNames('tenant_id', 'id')
    .ref()
    .updateRule('restrict')
    .deleteRule('restrict');

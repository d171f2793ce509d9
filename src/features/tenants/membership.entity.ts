import { defineEntity, p } from '@mikro-orm/core';
import type { Text } from '../../core/values/text.js';
import { tenantPolicy } from '../../platform/persistence/tenant-policy.js';
import { tenantReference } from '../../platform/persistence/tenant-reference.js';
import { Organisation } from './organisation.entity.js';

/** That somebody acts for an organisation of the tenant, and in which roles. */
export const Membership = defineEntity({
  name: 'Membership',
  tableName: 'memberships',
  properties: {
    tenantId: p.string().length(64).primary(),
    id: p.uuid().primary(),
    /** Who it is, as the token's issuer names them. */
    subject: p.string().length(255),
    label: p.json<Text>(),
    organisation: () => tenantReference(Organisation, 'organisation_id'),
    roles: p.array(),
  },
  uniques: [{ properties: ['tenantId', 'subject'] }],
  ...tenantPolicy('memberships'),
});

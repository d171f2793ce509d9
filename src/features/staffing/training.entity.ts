import { defineEntity, type EntitySchema, p } from '@mikro-orm/core';
import { recordedBySomebody } from '../../platform/persistence/recorded.js';
import { tenantPolicy } from '../../platform/persistence/tenant-policy.js';
import { tenantReference } from '../../platform/persistence/tenant-reference.js';
import { Contract } from '../contracts/contract.entity.js';
import { Staff } from './staff.entity.js';

/** A training that is planned for a group of staff. */
export const Training = defineEntity({
  name: 'Training',
  tableName: 'trainings',
  properties: {
    tenantId: p.string().length(64).primary(),
    id: p.uuid().primary(),
    contract: () => tenantReference(Contract, 'contract_id'),
    /** Counts the contract's trainings from 1. */
    number: p.integer(),
    /** Code of the group of staff. */
    group: p.string().length(64),
    title: p.text(),
    plannedOn: p.date(),
    /** What is taught. */
    content: p.text(),
    ...recordedBySomebody(),
  },
  uniques: [{ properties: ['tenantId', 'contract', 'number'] }],
  ...tenantPolicy('trainings'),
});

/** That a training was held. */
export const TrainingSession = defineEntity({
  name: 'TrainingSession',
  tableName: 'held_trainings',
  properties: {
    tenantId: p.string().length(64).primary(),
    id: p.uuid().primary(),
    training: () => tenantReference(Training, 'training_id'),
    heldOn: p.date(),
    minutes: p.integer(),
    trainer: p.text(),
    ...recordedBySomebody(),
  },
  indexes: [{ properties: ['tenantId', 'training'] }],
  checks: [{ name: 'held_trainings_minutes', expression: (columns) => `${columns.minutes} >= 1` }],
  ...tenantPolicy('held_trainings'),
});

/** Whether somebody was at a training. */
export const TrainingAttendance = defineEntity({
  name: 'TrainingAttendance',
  tableName: 'training_attendances',
  properties: {
    tenantId: p.string().length(64).primary(),
    session: () => tenantReference(TrainingSession, 'session_id').primary(),
    staff: () => tenantReference(Staff, 'staff_id').primary(),
    attendance: p.enum(['ATTENDED', 'EXCUSED', 'ABSENT']),
  },
  indexes: [{ properties: ['tenantId', 'staff'] }],
  ...tenantPolicy('training_attendances'),
});

// An entity that refers to itself has no type yet where it does.
const itself = (): EntitySchema => Exam as unknown as EntitySchema;

/** An exam on paper: the monthly one, the one before going on line, the one after a suspension. */
export const Exam = defineEntity({
  name: 'Exam',
  tableName: 'exams',
  properties: {
    tenantId: p.string().length(64).primary(),
    id: p.uuid().primary(),
    contract: () => tenantReference(Contract, 'contract_id'),
    /** Counts the contract's exams from 1. */
    number: p.integer(),
    kind: p.enum(['MONTHLY', 'BEFORE_ON_LINE', 'RETURN']),
    /** The month that a monthly one is for. */
    month: p.string().length(7).nullable(),
    heldOn: p.date(),
    title: p.text(),
    /** The exam that it stands in place of, since that one was recorded wrongly. */
    supersedes: () => tenantReference(itself(), 'supersedes_id').nullable(),
    ...recordedBySomebody(),
  },
  uniques: [{ properties: ['tenantId', 'contract', 'number'] }, { properties: ['tenantId', 'supersedes'] }],
  checks: [{ name: 'exams_month', expression: (columns) => `(${columns.kind} = 'MONTHLY') = (${columns.month} is not null)` }],
  ...tenantPolicy('exams'),
});

/** That somebody took an exam. */
export const ExamResult = defineEntity({
  name: 'ExamResult',
  tableName: 'exam_results',
  properties: {
    tenantId: p.string().length(64).primary(),
    exam: () => tenantReference(Exam, 'exam_id').primary(),
    staff: () => tenantReference(Staff, 'staff_id').primary(),
    /** Marks of the paper; null where it has none. */
    marks: p.decimal().columnType('numeric').nullable(),
    isPassed: p.boolean(),
  },
  indexes: [{ properties: ['tenantId', 'staff'] }],
  ...tenantPolicy('exam_results'),
});

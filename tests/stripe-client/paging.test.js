import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { rejection, startSandbox } from './sandbox.js';

let sandbox, stripe, newestFirst;
before(async () => {
  sandbox = await startSandbox();
  stripe = sandbox.client();
  const made = [];
  for (let i = 0; i < 25; i++) made.push((await stripe.customers.create({ name: `Member ${i}` })).id);
  newestFirst = made.reverse();
});
after(() => sandbox.stop());

const ids = (list) => list.map((item) => item.id);

test('a page is the ten newest unless asked otherwise', async () => {
  const page = await stripe.customers.list();
  assert.deepEqual([page.object, page.url, page.has_more], ['list', '/v1/customers', true]);
  assert.deepEqual(ids(page.data), newestFirst.slice(0, 10));
  assert.equal((await stripe.customers.list({ limit: 100 })).has_more, false);
});

test('all of them forwards', async () => {
  assert.deepEqual(ids(await stripe.customers.list({ limit: 7 }).autoPagingToArray({ limit: 100 })), newestFirst);
});

test('all of them backwards', async () => {
  const oldest = newestFirst.at(-1);
  const found = await stripe.customers.list({ limit: 7, ending_before: oldest }).autoPagingToArray({ limit: 100 });
  assert.deepEqual(ids(found), newestFirst.slice(0, -1).reverse());
});

test('the page before one', async () => {
  const page = await stripe.customers.list({ limit: 3, ending_before: newestFirst[10] });
  assert.deepEqual([ids(page.data), page.has_more], [newestFirst.slice(7, 10), true]);
});

test('by the time they were made', async () => {
  const newest = await stripe.customers.retrieve(newestFirst[0]);
  assert.equal((await stripe.customers.list({ created: { gt: newest.created } })).data.length, 0);
  assert.equal((await stripe.customers.list({ limit: 100, created: { lte: newest.created } })).data.length, 25);
});

test('a wrong cursor, a wrong limit and two cursors are refused', async () => {
  assert.equal((await rejection(stripe.customers.list({ starting_after: 'cus_none' }))).code, 'resource_missing');
  assert.equal((await rejection(stripe.customers.list({ limit: 101 }))).param, 'limit');
  assert.equal((await rejection(stripe.customers.list({ starting_after: newestFirst[1], ending_before: newestFirst[2] }))).statusCode, 400);
});

test('between two times', async () => {
  await sandbox.pass(100);
  const later = await stripe.customers.create();
  await sandbox.pass(100);
  await stripe.customers.create();
  const between = await stripe.customers.list({ created: { gte: later.created, lt: later.created + 50 } });
  assert.deepEqual(ids(between.data), [later.id]);
});

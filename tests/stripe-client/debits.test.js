// 6-stripe.md, 14 and 19: SEPA, whose banks take ten minutes here.
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { rejection, startSandbox } from './sandbox.js';

const tenMinutes = 600;

let sandbox, stripe;
before(async () => { sandbox = await startSandbox({ banksTake: tenMinutes }); stripe = sandbox.client(); });
after(() => sandbox.stop());

const account = (iban) => ({ type: 'sepa_debit', sepa_debit: { iban }, billing_details: { name: 'Kari', email: 'kari@example.org' } });
const debit = (iban, more = {}) => stripe.paymentIntents.create({
  amount: 5000, currency: 'eur', payment_method_types: ['sepa_debit'], confirm: true, payment_method_data: account(iban),
  mandate_data: { customer_acceptance: { type: 'offline' } }, ...more,
});
const statusOf = async ({ id }) => (await stripe.paymentIntents.retrieve(id)).status;

test('a debit is processing with the day it is expected on, and then paid', async () => {
  const started = await debit('AT611904300234573201', { expand: ['latest_charge'] });
  const { sepa_debit } = started.latest_charge.payment_method_details;
  assert.deepEqual([started.status, started.latest_charge.status, started.latest_charge.paid], ['processing', 'pending', false]);
  assert.match(started.latest_charge.id, /^py_/);
  assert.match(sepa_debit.expected_debit_date, /^\d{4}-\d\d-\d\d$/);
  assert.match(sepa_debit.mandate, /^mandate_/);
  await sandbox.pass(tenMinutes - 10);
  assert.equal(await statusOf(started), 'processing');
  await sandbox.pass(10);
  assert.equal(await statusOf(started), 'succeeded');
});

test('two accounts refuse, and the method is gone from the intent', async () => {
  for (const [iban, code] of [['AT861904300235473202', 'debit_not_authorized'], ['AT981904300002222227', 'insufficient_funds']]) {
    const started = await debit(iban);
    await sandbox.pass(tenMinutes);
    const bounced = await stripe.paymentIntents.retrieve(started.id, { expand: ['latest_charge'] });
    assert.deepEqual(
      [bounced.status, bounced.payment_method, bounced.last_payment_error.code, bounced.latest_charge.failure_code],
      ['requires_payment_method', null, code, code]);
  }
});

test('two accounts take three minutes more', async () => {
  const [pays, refuses] = [await debit('AT321904300235473204'), await debit('AT051904300235473205')];
  await sandbox.pass(tenMinutes + 170);
  assert.deepEqual([await statusOf(pays), await statusOf(refuses)], ['processing', 'processing']);
  await sandbox.pass(10);
  assert.deepEqual([await statusOf(pays), await statusOf(refuses)], ['succeeded', 'requires_payment_method']);
});

test('an account pays and then claims it back', async () => {
  const started = await debit('AT591904300235473203');
  await sandbox.pass(tenMinutes);
  assert.equal(await statusOf(started), 'succeeded');
  await sandbox.pass(tenMinutes);
  const [dispute] = (await stripe.disputes.list({ payment_intent: started.id })).data;
  assert.deepEqual([dispute.status, dispute.reason], ['lost', 'debit_not_authorized']);
});

test('a debit is answered by a button, for the reason that is picked', async () => {
  const [pays, refuses] = [await debit('AT861904300235473202'), await debit('AT611904300234573201')];
  await sandbox.act('settle-debit', pays.id);
  assert.equal(await statusOf(pays), 'succeeded');
  for (const code of ['account_closed', 'no_account', 'bank_account_restricted', 'refer_to_customer', 'generic']) {
    const { id } = await debit('AT611904300234573201');
    await sandbox.act('bounce-debit', id, { code });
    assert.equal((await stripe.paymentIntents.retrieve(id)).last_payment_error.code, code);
  }
  await sandbox.act('bounce-debit', refuses.id);
  assert.equal(await statusOf(refuses), 'requires_payment_method');
});

test('a debit has euros, a mandate and at most ten thousand', async () => {
  assert.equal((await rejection(debit('AT611904300234573201', { currency: 'nok' }))).code, 'payment_method_currency_mismatch');
  assert.equal((await rejection(debit('AT611904300234573201', { amount: 1000001 }))).code, 'amount_too_large');
  assert.equal((await rejection(debit('AT611904300234573201', { mandate_data: undefined }))).code, 'payment_intent_mandate_invalid');
});

test('a mandate tells who may debit what, and is used again', async () => {
  const customer = (await stripe.customers.create()).id;
  const started = await debit('AT611904300234573201', { customer, setup_future_usage: 'off_session', expand: ['latest_charge'] });
  const mandate = await stripe.mandates.retrieve(started.latest_charge.payment_method_details.sepa_debit.mandate);
  assert.deepEqual(
    [mandate.status, mandate.type, mandate.payment_method, mandate.customer_acceptance.type],
    ['active', 'multi_use', started.payment_method, 'offline']);
  assert.ok(mandate.payment_method_details.sepa_debit.reference && mandate.payment_method_details.sepa_debit.url);

  const later = await stripe.paymentIntents.create({
    amount: 5000, currency: 'eur', customer, payment_method: started.payment_method, payment_method_types: ['sepa_debit'], confirm: true,
    off_session: true, mandate: mandate.id,
  });
  assert.equal(later.status, 'processing');
  assert.equal((await stripe.mandates.retrieve((await debitMandate(await debit('AT611904300234573201'))))).type, 'single_use');
});

test('a mandate ends with its account, and when the bank says so', async () => {
  const customer = (await stripe.customers.create()).id;
  const setUp = () => stripe.setupIntents.create({
    customer, payment_method_types: ['sepa_debit'], confirm: true, payment_method_data: account('AT611904300234573201'),
    mandate_data: { customer_acceptance: { type: 'online', online: { ip_address: '192.0.2.1', user_agent: 'test' } } },
  });
  const [detached, ended] = [await setUp(), await setUp()];
  await stripe.paymentMethods.detach(detached.payment_method);
  await sandbox.act('end-mandate', ended.mandate);
  for (const { mandate } of [detached, ended])
    assert.equal((await stripe.mandates.retrieve(mandate)).status, 'inactive');
  const error = await rejection(stripe.paymentIntents.create({
    amount: 5000, currency: 'eur', customer, payment_method: ended.payment_method, payment_method_types: ['sepa_debit'], confirm: true, off_session: true,
  }));
  assert.equal(error.code, 'payment_intent_mandate_invalid');
});

async function debitMandate({ latest_charge }) {
  return (await stripe.charges.retrieve(latest_charge)).payment_method_details.sepa_debit.mandate;
}

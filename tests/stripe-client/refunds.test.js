import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { rejection, startSandbox } from './sandbox.js';

let sandbox, stripe;
before(async () => { sandbox = await startSandbox(); stripe = sandbox.client(); });
after(() => sandbox.stop());

const pay = (payment_method = 'pm_card_visa') =>
  stripe.paymentIntents.create({ amount: 120000, currency: 'nok', payment_method, confirm: true });

test('a payment is refunded in parts and no further', async () => {
  const { id, latest_charge } = await pay();
  const part = await stripe.refunds.create({ payment_intent: id, amount: 50000, reason: 'requested_by_customer' });
  assert.deepEqual([part.status, part.charge], ['succeeded', latest_charge]);
  const error = await rejection(stripe.refunds.create({ payment_intent: id, amount: 70001 }));
  assert.deepEqual([error.type, error.statusCode, error.param], ['StripeInvalidRequestError', 400, 'amount']);
  await stripe.refunds.create({ charge: latest_charge });
  assert.equal((await rejection(stripe.refunds.create({ charge: latest_charge }))).code, 'charge_already_refunded');
  assert.equal((await stripe.charges.retrieve(latest_charge)).refunded, true);
  assert.equal((await stripe.refunds.list({ payment_intent: id })).data.length, 2);
});

test('a refund can be pending first', async () => {
  const refund = await stripe.refunds.create({ payment_intent: (await pay('pm_card_pendingRefund')).id });
  assert.equal(refund.status, 'pending');
  assert.equal((await stripe.refunds.retrieve(refund.id)).status, 'succeeded');
});

test('a refund can fail after it succeeded', async () => {
  const refund = await stripe.refunds.create({ payment_intent: (await pay('pm_card_refundFail')).id });
  assert.equal(refund.status, 'succeeded');
  const failed = await stripe.refunds.retrieve(refund.id, { expand: ['failure_balance_transaction'] });
  assert.deepEqual([failed.status, failed.failure_balance_transaction.type], ['failed', 'refund_failure']);
  assert.equal(JSON.parse((await sandbox.hook.of('refund.failed')).body).data.object.id, refund.id);
});

test('a dispute is opened by the bank and won on demand', async () => {
  const { latest_charge } = await pay('pm_card_createDispute');
  const [dispute] = (await stripe.disputes.list({ charge: latest_charge })).data;
  assert.deepEqual([dispute.status, dispute.reason, dispute.amount], ['needs_response', 'fraudulent', 120000]);
  await sandbox.act('win-dispute', dispute.id);
  assert.equal((await stripe.disputes.retrieve(dispute.id)).status, 'won');
});

test('the balance has a line for every movement', async () => {
  const { latest_charge } = await pay();
  await stripe.refunds.create({ charge: latest_charge, amount: 1000 });
  const [charge] = (await stripe.balanceTransactions.list({ source: latest_charge })).data;
  assert.deepEqual([charge.type, charge.fee_details[0].type, charge.status], ['charge', 'stripe_fee', 'pending']);
  assert.equal((await stripe.balanceTransactions.list({ type: 'refund', limit: 1 })).data[0].amount, -1000);
  assert.deepEqual((await stripe.payouts.list()).data, []);
});

// 6-stripe.md, 19: the test cards, by token and by number.
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { rejection, startSandbox } from './sandbox.js';

let sandbox, stripe;
before(async () => { sandbox = await startSandbox(); stripe = sandbox.client(); });
after(() => sandbox.stop());

const amount = { amount: 120000, currency: 'nok' };

/** A payment page, filled in with that card; the intent as it is then. */
async function typed(number) {
  const open = await stripe.checkout.sessions.create({
    mode: 'payment', success_url: 'https://portal.example.org/done',
    line_items: [{ quantity: 1, price_data: { currency: 'nok', unit_amount: 120000, product_data: { name: 'Training' } } }],
  });
  const answer = await sandbox.submit(open.url, {
    email: 'kari@example.org', number, expiry: '12/40', cvc: number.startsWith('37') ? '1234' : '123', name: 'Kari Nordmann',
  });
  return { answer, open, intent: (await stripe.checkout.sessions.retrieve(open.id, { expand: ['payment_intent.latest_charge'] })).payment_intent };
}

async function saved(token) {
  const customer = (await stripe.customers.create()).id;
  return { customer, payment_method: (await stripe.paymentMethods.attach(token, { customer })).id };
}

const offSession = async (token) => stripe.paymentIntents.create({ ...amount, ...await saved(token), confirm: true, off_session: true });
const onSession = (token) => stripe.paymentIntents.create({ ...amount, payment_method: token, confirm: true, return_url: 'https://portal.example.org/back' });

test('four cards pay', async () => {
  for (const [number, token, brand, funding] of [
    ['4242424242424242', 'pm_card_visa', 'visa', 'credit'], ['4000056655665556', 'pm_card_visa_debit', 'visa', 'debit'],
    ['5555555555554444', 'pm_card_mastercard', 'mastercard', 'credit'], ['378282246310005', 'pm_card_amex', 'amex', 'credit'],
  ]) {
    const { card } = (await typed(number)).intent.latest_charge.payment_method_details;
    assert.deepEqual([card.brand, card.funding, card.last4], [brand, funding, number.slice(-4)]);
    assert.equal((await offSession(token)).status, 'succeeded');
  }
});

test('nine cards are declined for their reason, and neither attached nor set up', async () => {
  const customer = (await stripe.customers.create()).id;
  for (const [number, token, code, reason] of [
    ['4000000000000002', 'pm_card_visa_chargeDeclined', 'card_declined', 'generic_decline'],
    ['4000000000009995', 'pm_card_visa_chargeDeclinedInsufficientFunds', 'card_declined', 'insufficient_funds'],
    ['4000000000009987', 'pm_card_visa_chargeDeclinedLostCard', 'card_declined', 'lost_card'],
    ['4000000000009979', 'pm_card_visa_chargeDeclinedStolenCard', 'card_declined', 'stolen_card'],
    ['4000000000000069', 'pm_card_chargeDeclinedExpiredCard', 'expired_card', 'expired_card'],
    ['4000000000000127', 'pm_card_chargeDeclinedIncorrectCvc', 'incorrect_cvc', 'incorrect_cvc'],
    ['4000000000000119', 'pm_card_chargeDeclinedProcessingError', 'processing_error', 'processing_error'],
    ['4000000000006975', 'pm_card_visa_chargeDeclinedVelocityLimitExceeded', 'card_declined', 'card_velocity_exceeded'],
    ['4100000000000019', 'pm_card_radarBlock', 'card_declined', 'fraudulent'],
  ]) {
    const { last_payment_error: byPage } = (await typed(number)).intent;
    assert.deepEqual([byPage.code, byPage.decline_code], [code, reason]);
    for (const refused of [
      await rejection(stripe.paymentIntents.create({ ...amount, payment_method: token, confirm: true })),
      await rejection(stripe.paymentMethods.attach(token, { customer })),
      await rejection(stripe.setupIntents.create({ customer, payment_method: token, confirm: true })),
    ]) assert.deepEqual([refused.statusCode, refused.code, refused.decline_code], [402, code, reason], token);
  }
  assert.deepEqual((await stripe.customers.listPaymentMethods(customer)).data, []);
});

test('…0341 is attached and declined afterwards', async () => {
  assert.equal((await typed('4000000000000341')).intent.last_payment_error.decline_code, 'generic_decline');
  const error = await rejection(offSession('pm_card_chargeCustomerFail'));
  assert.deepEqual([error.code, error.decline_code], ['card_declined', 'generic_decline']);
});

test('…3155 asks the bank unless it was set up', async () => {
  assert.match((await typed('4000002500003155')).answer.headers.get('location'), /^\/3ds\/pi_/);
  assert.equal((await rejection(offSession('pm_card_authenticationRequiredOnSetup'))).code, 'authentication_required');

  const customer = (await stripe.customers.create()).id;
  const setup = await stripe.setupIntents.create({
    customer, payment_method: 'pm_card_authenticationRequiredOnSetup', confirm: true, return_url: 'https://portal.example.org/back',
  });
  await sandbox.submit(setup.next_action.redirect_to_url.url, { answer: 'confirm' });
  const { payment_method } = await stripe.setupIntents.retrieve(setup.id);
  assert.equal((await stripe.paymentIntents.create({ ...amount, customer, payment_method, confirm: true, off_session: true })).status, 'succeeded');
});

test('…3184 always asks the bank', async () => {
  assert.match((await typed('4000002760003184')).answer.headers.get('location'), /^\/3ds\/pi_/);
  assert.equal((await rejection(offSession('pm_card_authenticationRequired'))).code, 'authentication_required');
  assert.equal((await onSession('pm_card_authenticationRequired')).status, 'requires_action');
});

test('…0446 is set up already', async () => {
  assert.match((await typed('4000003800000446')).answer.headers.get('location'), /^\/3ds\/pi_/);
  assert.equal((await offSession('pm_card_authenticationRequiredSetupForOffSession')).status, 'succeeded');
});

test('…1629 and …3178 ask the bank and are declined all the same', async () => {
  for (const [number, reason] of [['4000008400001629', 'generic_decline'], ['4000008260003178', 'insufficient_funds']]) {
    const { answer, open } = await typed(number);
    await sandbox.submit(answer.headers.get('location'), { answer: 'confirm' });
    const { payment_intent } = await stripe.checkout.sessions.retrieve(open.id, { expand: ['payment_intent'] });
    assert.equal(payment_intent.last_payment_error.decline_code, reason);
  }
});

test('…0259 and …2685 are disputed', async () => {
  for (const [number, reason] of [['4000000000000259', 'fraudulent'], ['4000000000002685', 'product_not_received']]) {
    const { intent } = await typed(number);
    assert.equal((await stripe.disputes.list({ payment_intent: intent.id })).data[0].reason, reason);
  }
});

test('…7726 refunds after a while, and the refund of …5126 comes back', async () => {
  for (const [number, status] of [['4000000000007726', 'pending'], ['4000000000005126', 'succeeded']]) {
    const { intent } = await typed(number);
    const refund = await stripe.refunds.create({ payment_intent: intent.id });
    assert.equal(refund.status, status);
    assert.equal((await stripe.refunds.retrieve(refund.id)).status, status === 'pending' ? 'succeeded' : 'failed');
  }
});

test('a token becomes a fresh method each time', async () => {
  const [one, two] = [await saved('pm_card_visa'), await saved('pm_card_visa')];
  assert.match(one.payment_method, /^pm_1/);
  assert.notEqual(one.payment_method, two.payment_method);
});

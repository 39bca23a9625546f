// 6-stripe.md, 6 and 8: what goes wrong on the other side, on demand.
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import Stripe from 'stripe';
import { rejection, startSandbox } from './sandbox.js';

let sandbox, stripe;
before(async () => { sandbox = await startSandbox(); stripe = sandbox.client(); });
after(() => sandbox.stop());

async function faulty(fault, call = () => stripe.customers.list()) {
  await sandbox.fault({ fault: 'status', ...fault });
  return rejection(call());
}

test('a limit says 429 and may say which', async () => {
  await sandbox.fault({ fault: 'status', status: 429 });
  const answer = await sandbox.raw('/v1/customers');
  assert.deepEqual([answer.status, answer.headers.get('stripe-rate-limited-reason')], [429, 'global-rate']);
  assert.equal((await answer.json()).error.code, 'rate_limit');
});

test('a busy object says lock_timeout', async () => {
  const error = await faulty({ status: 429, code: 'lock_timeout' });
  assert.deepEqual([error.type, error.statusCode, error.code], ['StripeRateLimitError', 429, 'lock_timeout']);
});

test('a 429 is not tried again by the client unless the header says so', async () => {
  const retrying = sandbox.client({ maxNetworkRetries: 2 });
  assert.equal((await faulty({ status: 429 }, () => retrying.customers.list())).statusCode, 429);
  await sandbox.fault({ fault: 'status', status: 429, should_retry: true });
  assert.equal((await retrying.customers.list()).object, 'list');
});

test('the client tries again after 409 and 5xx, and stops where the header says so', async () => {
  const retrying = sandbox.client({ maxNetworkRetries: 2 });
  for (const status of [409, 500, 502, 503, 504]) {
    await sandbox.fault({ fault: 'status', status });
    assert.equal((await retrying.customers.list()).object, 'list');
  }

  await sandbox.fault({ fault: 'status', status: 503, times: 3 });
  assert.equal((await rejection(retrying.customers.list())).statusCode, 503);
  await sandbox.fault({ fault: 'status', status: 409, should_retry: false });
  assert.equal((await rejection(retrying.customers.list())).statusCode, 409);
});

test('the statuses of the other side come as errors of the api', async () => {
  for (const status of [424, 500, 503, 504]) {
    const error = await faulty({ status });
    assert.deepEqual([error.type, error.rawType, error.statusCode], ['StripeAPIError', 'api_error', status]);
  }
});

test('a slow answer is an answer', async () => {
  await sandbox.fault({ fault: 'delay', delay_ms: 50 });
  assert.equal((await stripe.customers.list()).object, 'list');
});

test('a key that may only read is refused with 403', async () => {
  const reader = new Stripe('rk_test_readonly', { host: sandbox.address.hostname, port: sandbox.address.port, protocol: 'http', maxNetworkRetries: 0 });
  assert.equal((await reader.customers.list()).object, 'list');
  const error = await rejection(reader.customers.create());
  assert.deepEqual([error.type, error.statusCode], ['StripePermissionError', 403]);
});

test('every code to know can be asked for', async () => {
  for (const code of [
    'charge_already_refunded', 'charge_disputed', 'refund_disputed_payment', 'charge_not_refundable', 'balance_insufficient',
    'payment_intent_unexpected_state', 'payment_intent_authentication_failure', 'setup_intent_authentication_failure',
    'payment_intent_payment_attempt_failed', 'payment_method_customer_decline', 'payment_method_provider_decline',
    'payment_method_unexpected_state', 'payment_method_currency_mismatch', 'customer_max_payment_methods', 'expired_payment_method',
    'sepa_unsupported_account', 'payment_intent_mandate_invalid', 'card_decline_rate_limit_exceeded', 'payment_intent_rate_limit_exceeded',
  ]) {
    const error = await faulty({ status: 400, code });
    assert.deepEqual([error.type, error.statusCode, error.code], ['StripeInvalidRequestError', 400, code]);
  }
});

test('faults meet the path and the method they were asked for, as often as asked', async () => {
  await sandbox.fault({ fault: 'status', status: 503, path: '/v1/refunds', method: 'POST', times: 2 });
  assert.equal((await stripe.customers.list()).object, 'list');
  assert.equal((await stripe.refunds.list()).object, 'list');
  for (let i = 0; i < 2; i++)
    assert.equal((await rejection(stripe.refunds.create({ charge: 'ch_none' }))).statusCode, 503);
  assert.equal((await rejection(stripe.refunds.create({ charge: 'ch_none' }))).code, 'resource_missing');
});

import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import Stripe from 'stripe';
import { rejection, startSandbox } from './sandbox.js';

let sandbox, stripe;
before(async () => { sandbox = await startSandbox(); stripe = sandbox.client(); });
after(() => sandbox.stop());

const charge = (more) => stripe.paymentIntents.create({ amount: 5000, currency: 'nok', ...more });

test('every error names its type, code, parameter and request', async () => {
  for (const [call, code, param] of [
    [() => charge({ amount: undefined }), 'parameter_missing', 'amount'],
    [() => charge({ amount: 299 }), 'amount_too_small', 'amount'],
    [() => charge({ amount: 100000000 }), 'amount_too_large', 'amount'],
    [() => charge({ colour: 'red' }), 'parameter_unknown', 'colour'],
    [() => charge({ customer: 'cus_none' }), 'resource_missing', 'customer'],
    [() => charge({ currency: 'isk', amount: 12050 }), 'parameter_invalid_integer', 'amount'],
    [() => charge({ currency: 'kwd', amount: 12055 }), 'parameter_invalid_integer', 'amount'],
  ]) {
    const error = await rejection(call());
    assert.ok(error instanceof Stripe.errors.StripeInvalidRequestError);
    assert.deepEqual([error.statusCode, error.rawType, error.code, error.param], [400, 'invalid_request_error', code, param]);
    assert.match(error.requestId, /^req_/);
  }
});

test('an id in the path that is not there is 404', async () => {
  for (const [resource, id] of [
    [stripe.paymentIntents, 'pi_none'], [stripe.setupIntents, 'seti_none'], [stripe.refunds, 're_none'], [stripe.checkout.sessions, 'cs_none'],
    [stripe.paymentMethods, 'pm_none'], [stripe.payouts, 'po_none'], [stripe.events, 'evt_none'], [stripe.disputes, 'dp_none'],
    [stripe.charges, 'ch_none'], [stripe.balanceTransactions, 'txn_none'], [stripe.mandates, 'mandate_none'],
  ]) {
    const error = await rejection(resource.retrieve(id));
    assert.deepEqual([error.statusCode, error.code], [404, 'resource_missing']);
  }
});

test('a live key and no key are not let in', async () => {
  const connection = { host: sandbox.address.hostname, port: sandbox.address.port, protocol: 'http', maxNetworkRetries: 0 };
  const error = await rejection(new Stripe('sk_live_never', connection).customers.list());
  assert.deepEqual([error.type, error.statusCode], ['StripeAuthenticationError', 401]);
});

test('faults come in their types', async () => {
  for (const [status, type] of [[429, 'StripeRateLimitError'], [500, 'StripeAPIError'], [409, 'StripeAPIError']]) {
    await sandbox.fault({ fault: 'status', status });
    const error = await rejection(stripe.customers.list());
    assert.deepEqual([error.type, error.statusCode], [type, status]);
  }
});

test('html instead of json and a broken connection are errors of the api and of the connection', async () => {
  await sandbox.fault({ fault: 'status', status: 502 });
  assert.equal((await rejection(stripe.customers.list())).type, 'StripeAPIError');
  await sandbox.fault({ fault: 'reset', times: 2 });   // the client tries a closed connection once more by itself
  assert.equal((await rejection(stripe.customers.list())).type, 'StripeConnectionError');
});

test('too deep an expansion and one that cannot be are refused', async () => {
  await stripe.customers.create();
  assert.equal((await rejection(stripe.customers.list({ expand: ['data.a.b.c.d'] }))).statusCode, 400);
  assert.equal((await rejection(stripe.customers.list({ expand: ['data.email'] }))).statusCode, 400);
});

test('the pinned version is answered', async () => {
  const pinned = await stripe.customers.list({}, { apiVersion: '2026-07-29.dahlia' });
  assert.equal(pinned.lastResponse.apiVersion, '2026-07-29.dahlia');
});

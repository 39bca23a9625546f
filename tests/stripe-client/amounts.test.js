// 6-stripe.md, 17.
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { rejection, startSandbox } from './sandbox.js';

let sandbox, stripe;
before(async () => { sandbox = await startSandbox(); stripe = sandbox.client(); });
after(() => sandbox.stop());

const make = (amount, currency) => stripe.paymentIntents.create({ amount, currency });

const smallest = {
  usd: 50, aed: 200, aud: 50, bgn: 100, brl: 50, cad: 50, chf: 50, czk: 1500, dkk: 250, eur: 50, gbp: 30, hkd: 400, huf: 17500, inr: 50,
  jpy: 50, mxn: 1000, myr: 200, nok: 300, nzd: 50, pln: 200, ron: 200, sek: 300, sgd: 50, thb: 1000,
  ars: 50, cop: 50, idr: 50, ils: 50, krw: 50, php: 50, rub: 50, zar: 50,
};

test('every currency has its least amount', async () => {
  for (const [currency, least] of Object.entries(smallest)) {
    assert.equal((await rejection(make(least - 1, currency))).code, 'amount_too_small', currency);
    assert.equal((await make(least, currency)).amount, least);
  }
});

test('99999999 is the most', async () => {
  assert.equal((await make(99999999, 'nok')).amount, 99999999);
  assert.equal((await rejection(make(100000000, 'nok'))).code, 'amount_too_large');
});

test('three-decimal currencies end in 0, isk and ugx in 00, and the others as they like', async () => {
  for (const currency of ['bhd', 'jod', 'kwd', 'omr', 'tnd']) {
    assert.equal((await rejection(make(12055, currency))).code, 'parameter_invalid_integer', currency);
    assert.equal((await make(12050, currency)).amount, 12050);
  }

  for (const currency of ['isk', 'ugx']) {
    assert.equal((await rejection(make(12050, currency))).code, 'parameter_invalid_integer', currency);
    assert.equal((await make(12000, currency)).amount, 12000);
  }

  for (const currency of ['huf', 'twd', 'jpy', 'nok'])
    assert.equal((await make(20001, currency)).amount, 20001);
});

test('a refund keeps to the same rule', async () => {
  const paid = await stripe.paymentIntents.create({ amount: 12000, currency: 'isk', payment_method: 'pm_card_visa', confirm: true });
  assert.equal((await rejection(stripe.refunds.create({ payment_intent: paid.id, amount: 150 }))).param, 'amount');
  assert.equal((await stripe.refunds.create({ payment_intent: paid.id, amount: 200 })).amount, 200);
});

test('currencies are lower case, and zero-decimal ones are known', async () => {
  for (const currency of ['bif', 'clp', 'djf', 'gnf', 'kmf', 'mga', 'pyg', 'rwf', 'vnd', 'vuv', 'xaf', 'xof', 'xpf'])
    assert.equal((await make(1, currency)).currency, currency);
  assert.equal((await make(5000, 'NOK')).currency, 'nok');
  assert.equal((await rejection(make(5000, 'xxx'))).param, 'currency');
});

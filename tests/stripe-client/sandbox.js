// Starts the built sandbox as a process of its own and gives out official clients to it.
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createServer } from 'node:http';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import Stripe from 'stripe';

const program = process.env.STRIPE_SANDBOX ?? join(
  dirname(fileURLToPath(import.meta.url)), '../../artifacts/bin/MemberPortal.StripeSandbox/debug/MemberPortal.StripeSandbox');

export const secret = 'whsec_of_the_client_tests';

/** Unless told otherwise banks answer at once: what is processing now is answered when it is next looked at. */
export async function startSandbox({ banksTake = 0, secrets = [secret], store } = {}) {
  const hook = await startReceiver();
  const child = spawn(program, [
    '--urls', 'http://127.0.0.1:0', '--banks-take', `${banksTake}`, '--webhook', `http://127.0.0.1:${hook.port}/hook`,
    '--secret', secrets.join(','), ...(store ? ['--store', store] : []),
  ], { stdio: ['ignore', 'pipe', 'inherit'] });
  const address = await addressOf(child);

  return {
    address,
    hook,
    client: (more = {}) => new Stripe('sk_test_client', {
      host: address.hostname, port: address.port, protocol: 'http', maxNetworkRetries: 0, telemetry: false, ...more,
    }),
    act: (action, id = '', more = {}) => post(address, 'actions', { action, id, ...more }),
    fault: (fault) => post(address, 'faults', fault),
    /** Sets the sandbox's clock forward; what happens by then has happened. */
    pass: (seconds) => post(address, 'clock', { seconds }),
    /** Past the client, for what it hides. */
    raw: (path, { method = 'GET', headers, body } = {}) => fetch(new URL(path, address), {
      method, headers: { Authorization: 'Bearer sk_test_client', ...headers }, body: body && new URLSearchParams(body),
    }),
    submit: (page, fields) => fetch(new URL(page, address), { method: 'POST', body: new URLSearchParams(fields), redirect: 'manual' }),
    async stop() {
      child.kill();
      await Promise.all([once(child, 'exit'), hook.stop()]);
    },
  };
}

export const day = 86_400;

/** A rejection, whatever it is; a call that succeeds is a failure. */
export async function rejection(promise) {
  let answer;
  try {
    answer = await promise;
  } catch (error) {
    return error;
  }
  throw new Error(`It should have failed and was answered with ${JSON.stringify(answer)}`);
}

async function post(address, path, body) {
  const response = await fetch(new URL(`/_sandbox/${path}`, address), {
    method: 'POST', headers: { 'Content-Type': 'application/json' }, body: JSON.stringify(body),
  });
  if (!response.ok) throw new Error(`${path}: ${response.status} ${await response.text()}`);
}

function addressOf(child) {
  return new Promise((resolve, reject) => {
    let said = '';
    child.stdout.on('data', (chunk) => {
      said += chunk;
      const found = /Stripe sandbox at (http:\S+),/.exec(said);
      if (found) resolve(new URL(found[1]));
    });
    child.once('error', reject);
    child.once('exit', (code) => reject(new Error(`The sandbox ended with ${code}: ${said}`)));
  });
}

async function startReceiver() {
  const arrived = [];
  const waiting = [];
  const server = createServer(async (request, response) => {
    const chunks = [];
    for await (const chunk of request) chunks.push(chunk);
    const delivery = { body: Buffer.concat(chunks), signature: request.headers['stripe-signature'] };
    arrived.push(delivery);
    response.statusCode = hook.answersWith;
    response.end();
    for (const look of [...waiting]) look(delivery);
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');

  const hook = {
    port: server.address().port,
    arrived,
    answersWith: 200,
    /** The first delivery of that type, come already or still to come; the test's own time limit ends the wait. */
    async of(type) {
      const is = (delivery) => JSON.parse(delivery.body).type === type;
      return arrived.find(is) ?? new Promise((resolve) => {
        waiting.push((delivery) => is(delivery) && resolve(delivery));
      });
    },
    stop: () => new Promise((resolve) => {
      server.close(resolve);
      server.closeAllConnections();
    }),
  };
  return hook;
}

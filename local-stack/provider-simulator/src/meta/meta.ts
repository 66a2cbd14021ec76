import type { Router } from 'express';
import { notFound } from '../problem.ts';
import type { Carrier } from '../world/carrier.ts';
import { createServiceWindows } from '../world/service-window.ts';
import type { MetaOptions } from './account.ts';
import { DEFAULT_RETRY_DELAYS_MS } from './deliver-webhook.ts';
import { createMetaDirectory } from './directory.ts';
import { graphApi } from './graph.ts';
import { mediaOrigin } from './media-api.ts';
import { createMetaMediaStore } from './media-store.ts';
import { createMetaControl, type MetaControl } from './meta-control.ts';
import { createRates } from './rates.ts';
import { receiveFromPeople } from './receive-from-people.ts';
import { statusUpdate, tellUpdates } from './send-to-person.ts';
import type { MetaWires } from './wires.ts';

const DEFAULT_PAIR_BURST = 45;

/** The simulated Cloud API: its public door, the origin of its media, and what people's phones do to it. */
export interface Meta extends Carrier {
  /** Below /graph. */
  graph: Router;
  mediaOrigin: Router;
  control: MetaControl;
}

/** @param wires everything but the stores, which are Meta's own */
export function createMeta(
  options: MetaOptions,
  wires: Omit<MetaWires, 'directory' | 'media' | 'windows' | 'rates' | 'retryDelaysMs'>,
): Meta {
  let sinceLastClear = new AbortController();
  const all: MetaWires = {
    ...wires,
    directory: createMetaDirectory(options),
    media: createMetaMediaStore(),
    windows: createServiceWindows(),
    rates: createRates(options.pairBurst ?? DEFAULT_PAIR_BURST),
    retryDelaysMs: options.retryDelaysMs ?? DEFAULT_RETRY_DELAYS_MS,
    get stopping() {
      return AbortSignal.any([wires.stopping, sinceLastClear.signal]);
    },
  };
  const numberAt = (phoneNumberId: string) => {
    const number = all.directory.findNumber(phoneNumberId);
    if (!number) throw notFound(`There is no number with the phone_number_id ${phoneNumberId}.`);
    return number;
  };
  return {
    graph: graphApi(all),
    mediaOrigin: mediaOrigin(all),
    control: createMetaControl(all),
    provider: 'meta',
    numbers: () =>
      all.directory
        .numbers()
        .map(({ phoneNumberId, phone, name }) => ({ provider: 'meta', key: phoneNumberId, phone, name })),
    receive: async (messages) =>
      receiveFromPeople(
        messages.map((message) => ({ ...message, number: numberAt(message.number.key) })),
        all,
      ),
    async tellStatus({ sid, status, errorCode, callbackData, person, number: { key } }) {
      const number = numberAt(key);
      const waba = all.directory.findWaba(number.wabaId);
      if (!waba) throw notFound(`There is no WhatsApp business account ${number.wabaId}.`);
      const update = statusUpdate(
        { id: sid, status, errorCode, callbackData: callbackData ?? null },
        person,
        number,
        waba,
        all,
      );
      await tellUpdates([update], 1, { waba, number }, { ...all });
    },
    findMedia: (id) => all.media.find(id),
    clear() {
      sinceLastClear.abort();
      sinceLastClear = new AbortController();
      all.directory.reset();
      all.media.clear();
      all.windows.clear();
      all.rates.clear();
    },
  };
}

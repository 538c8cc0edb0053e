import Joi from 'joi';
import type { ReceiveWebhook } from '../../../application/integrations/receive-webhook.js';
import { HttpError } from '../problem.js';
import { publicRoute } from '../route.js';
import type { Route } from '../route.js';

interface WebhookParams {
  readonly vendor: string;
  readonly integrationId: string;
}

/** No form is asked of the two: an address nobody has is refused like a wrong signature, whatever it looks like. */
const params = Joi.object<WebhookParams>({ vendor: Joi.string().required(), integrationId: Joi.string().required() });

export function webhookRoutes(receive: ReceiveWebhook): readonly Route[] {
  return [
    publicRoute<WebhookParams, unknown, Uint8Array>({
      method: 'post',
      path: '/webhooks/:vendor/:integrationId',
      summary: 'For vendors: push an event. Its signature is the way in; whatever is wrong with it, the answer is the same 403',
      params,
      rawBody: true,
      permission: 'public',
      responses: {
        200: {
          description: 'Kept; it is worked on next. A repeated delivery changes nothing',
          schema: Joi.object({ received: Joi.boolean().required(), duplicate: Joi.boolean().required() }),
        },
      },
      handler: async ({ params: { vendor, integrationId }, headers, body }) => {
        const receipt = await receive.execute({ vendor, integrationId, delivery: { headers, body } });
        if (receipt.kind === 'unreadable') throw new HttpError('malformed-json', 'The body is signed, but it is not an event in JSON.');
        return { status: 200, body: { received: true, duplicate: receipt.duplicate } };
      },
    }),
  ];
}

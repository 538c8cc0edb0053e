import Joi from 'joi';
import type { ChangePassword } from '../../../application/identity/change-password.js';
import type { GetOwnAccount } from '../../../application/identity/get-own-account.js';
import type { LogIn } from '../../../application/identity/log-in.js';
import type { LogOut } from '../../../application/identity/log-out.js';
import type { RefreshSession } from '../../../application/identity/refresh-session.js';
import type { SessionTokens } from '../../../application/identity/session-tokens.js';
import { LocalLoginDisabledError } from '../../../domain/identity/errors.js';
import { Secret } from '../../../domain/shared/secret.js';
import { publicRoute, route } from '../route.js';
import type { Route, RouteAnswer } from '../route.js';
import { password, text } from '../schemas.js';
import { ownAccountSchema, presentOwnAccount } from './identity-presenter.js';

export interface AuthUseCases {
  readonly logIn: LogIn;
  readonly refresh: RefreshSession;
  readonly logOut: LogOut;
  readonly ownAccount: GetOwnAccount;
  readonly changePassword: ChangePassword;
  /** False while tokens come from an identity provider. */
  readonly localLogin: boolean;
}

const tokensSchema = Joi.object({
  access_token: Joi.string().required(),
  refresh_token: Joi.string().required(),
  token_type: Joi.string().valid('Bearer').required(),
  expires_in: Joi.number().required(),
});

export function authRoutes(use: AuthUseCases): readonly Route[] {
  const requireLocalLogin = (): void => {
    if (!use.localLogin) throw new LocalLoginDisabledError();
  };
  return [
    publicRoute<unknown, unknown, { email: string; password: string }>({
      method: 'post',
      path: '/auth/login',
      summary: 'Exchange e-mail and password for tokens',
      permission: 'public',
      body: Joi.object({ email: text(254).required(), password: Joi.string().min(1).max(1000).required() }),
      responses: { 200: { description: 'Tokens', schema: tokensSchema } },
      handler: async ({ body, address }) => {
        requireLocalLogin();
        return answerTokens(await use.logIn.execute({ email: body.email, password: new Secret(body.password), address }));
      },
    }),
    publicRoute<unknown, unknown, { refresh_token: string }>({
      method: 'post',
      path: '/auth/refresh',
      summary: 'Exchange a refresh token, once, for new tokens',
      permission: 'public',
      body: Joi.object({ refresh_token: text(500).required() }),
      responses: { 200: { description: 'Tokens', schema: tokensSchema } },
      handler: async ({ body }) => {
        requireLocalLogin();
        return answerTokens(await use.refresh.execute(new Secret(body.refresh_token)));
      },
    }),
    route({
      method: 'post',
      path: '/auth/logout',
      summary: 'End the session of this token',
      permission: 'account',
      responses: { 204: { description: 'Ended' } },
      handler: async ({ principal }) => {
        await use.logOut.execute(principal);
        return { status: 204 };
      },
    }),
    route({
      method: 'get',
      path: '/auth/me',
      summary: 'Who am I',
      permission: 'account',
      responses: { 200: { description: 'The caller', schema: ownAccountSchema } },
      handler: async ({ principal }) => ({ status: 200, body: presentOwnAccount(await use.ownAccount.execute(principal)) }),
    }),
    route<unknown, unknown, { current: string; new: string }>({
      method: 'post',
      path: '/auth/password',
      summary: 'Change my password; my other sessions end',
      permission: 'account',
      body: Joi.object({ current: Joi.string().min(1).max(1000).required(), new: password.required() }),
      responses: { 204: { description: 'Changed' } },
      handler: async ({ principal, body }) => {
        requireLocalLogin();
        await use.changePassword.execute({ principal, current: new Secret(body.current), next: new Secret(body.new) });
        return { status: 204 };
      },
    }),
  ];
}

function answerTokens({ accessToken, refreshToken, expiresInSeconds }: SessionTokens): RouteAnswer {
  return {
    status: 200,
    body: {
      access_token: accessToken,
      refresh_token: refreshToken.reveal(),
      token_type: 'Bearer',
      expires_in: expiresInSeconds,
    },
  };
}

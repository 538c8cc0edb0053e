import type { Container, ContainerModuleLoadOptions } from 'inversify';

declare const provides: unique symbol;

/** Names something the container can make. The type travels with it, so wrong wiring does not compile. */
export type Token<Service> = symbol & { readonly [provides]: Service };

export function token<Service>(name: string): Token<Service> {
  return Symbol(name) as Token<Service>;
}

type Tokens<Services extends readonly unknown[]> = { readonly [Index in keyof Services]: Token<Services[Index]> };

/** Binds a token to one shared instance, made from other tokens in the order of the constructor's parameters. */
export function provide<Service, Dependencies extends unknown[]>(
  { bind }: Pick<ContainerModuleLoadOptions, 'bind'>,
  name: Token<Service>,
  make: (...dependencies: Dependencies) => Service,
  dependencies: Tokens<Dependencies>,
): void {
  bind<Service>(name)
    .toResolvedValue((...resolved: Dependencies) => make(...resolved), [...dependencies] as never)
    .inSingletonScope();
}

export function resolve<Service>(container: Container, name: Token<Service>): Service {
  return container.get<Service>(name);
}

/** The service a token stands for. */
export type From<Name extends Token<unknown>> = Name extends Token<infer Service> ? Service : never;

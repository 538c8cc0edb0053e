import { Ajv2020 } from 'ajv/dist/2020.js';
import type { ValidateFunction } from 'ajv/dist/2020.js';
import { default as formats } from 'ajv-formats';
import type { Answer, Json } from '../support/test-service.js';

export interface Operation {
  readonly operationId: string;
  readonly summary: string;
  readonly security?: readonly Json[];
  readonly parameters: readonly { readonly name: string; readonly in: string; readonly required?: boolean; readonly schema: Json }[];
  readonly requestBody?: { readonly content: Content };
  readonly responses: Readonly<Record<string, { readonly description: string; readonly content?: Content }>>;
}

type Content = Readonly<Record<string, { readonly schema: Json }>>;

export interface ApiDocument extends Json {
  readonly openapi: string;
  readonly paths: Readonly<Record<string, Readonly<Record<string, Operation>>>>;
  readonly components: { readonly schemas: Readonly<Record<string, Json>>; readonly securitySchemes: Readonly<Record<string, Json>> };
}

/** Reads answers the way a client does who trusts the published document and nothing else. */
export class DocumentedApi {
  readonly #ajv = new Ajv2020({ strict: true, allErrors: true, strictTypes: false });
  readonly #compiled = new Map<unknown, ValidateFunction>();
  /** `GET /auth/me 200`, for every good answer that was checked. */
  readonly checked = new Set<string>();

  constructor(readonly document: ApiDocument) {
    formats.default(this.#ajv);
    for (const [name, schema] of Object.entries(document.components.schemas)) this.#ajv.addSchema(schema, `#/components/schemas/${name}`);
  }

  /** Throws for a schema that is not JSON Schema 2020-12. */
  compile(schema: Json): ValidateFunction {
    const known = this.#compiled.get(schema) ?? this.#ajv.compile(schema);
    this.#compiled.set(schema, known);
    return known;
  }

  /** What is wrong with an answer; undefined when it is as the document says. */
  complaint(method: string, path: string, answer: Answer): string | undefined {
    const template = this.templateOf(method, path);
    const declared = template === undefined ? undefined : this.document.paths[template]?.[method.toLowerCase()];
    if (template === undefined || declared === undefined) return `${method} ${path} is not in the document`;
    const response = declared.responses[String(answer.status)] ?? (answer.status >= 400 ? declared.responses['default'] : undefined);
    if (response === undefined) return `${method} ${template} does not declare ${answer.status}`;
    if (answer.status < 300) this.checked.add(`${method} ${template} ${answer.status}`);
    return this.bodyComplaint(response.content, answer);
  }

  private bodyComplaint(content: Content | undefined, { text, headers }: Answer): string | undefined {
    const [type] = (headers.get('Content-Type') ?? '').split(';');
    if (content === undefined) return text === '' || type === 'text/plain' ? undefined : `a body of ${String(type)} where none is declared`;
    const schema = content[type ?? '']?.schema;
    if (schema === undefined) return `content type ${String(type)} is not declared`;
    const validate = this.compile(schema);
    return validate(JSON.parse(text)) ? undefined : JSON.stringify(validate.errors);
  }

  private templateOf(method: string, path: string): string | undefined {
    const [wanted = ''] = path.split('?');
    const fits = (template: string): boolean => new RegExp(`^${template.replaceAll(/\{\w+\}/g, '[^/]+')}$`).test(wanted);
    const templates = Object.entries(this.document.paths).filter(([template, item]) => method.toLowerCase() in item && fits(template));
    return templates.map(([template]) => template).sort((one, other) => one.split('{').length - other.split('{').length)[0];
  }
}

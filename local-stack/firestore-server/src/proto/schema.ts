/** The scalar types the messages of Firestore use. */
export type ScalarType = 'int32' | 'uint32' | 'int64' | 'bool' | 'double' | 'float' | 'string' | 'bytes';

export type EnumType = {
  readonly kind: 'enum';
  readonly name: string;
  readonly values: Readonly<Record<string, number>>;
  readonly namesByNumber: ReadonlyMap<number, string>;
};

export type FieldType = { readonly kind: 'scalar'; readonly scalar: ScalarType } | EnumType | MessageType;

export type Field = {
  /** in camel case */
  readonly name: string;
  readonly id: number;
  readonly shape: 'single' | 'list' | 'map';
  /** of a value, an element, or the values of a map, whose keys are strings */
  readonly type: FieldType;
  readonly isInOneof: boolean;
};

export type MessageType = {
  readonly kind: 'message';
  /** with its package: `google.firestore.v1.Document` */
  readonly fullName: string;
  /** made on first use, because messages contain themselves */
  readonly fields: readonly Field[];
};

/** A method of a service. */
export type Method = {
  readonly name: string;
  readonly requestType: MessageType;
  readonly responseType: MessageType;
};

type FieldJson = { type: string; id: number; rule?: string; keyType?: string };
export type NamespaceJson = {
  nested?: Record<string, NamespaceJson>;
  fields?: Record<string, FieldJson>;
  oneofs?: Record<string, { oneof: string[] }>;
  values?: Record<string, number>;
  methods?: Record<string, { requestType: string; responseType: string }>;
};

const SCALARS: ReadonlySet<string> = new Set<ScalarType>([
  'int32',
  'uint32',
  'int64',
  'bool',
  'double',
  'float',
  'string',
  'bytes',
]);

/** The types of a protobufjs JSON descriptor, looked up by their full names. */
export class Schema {
  readonly #root: NamespaceJson;
  readonly #types = new Map<string, MessageType | EnumType>();

  constructor(root: NamespaceJson) {
    this.#root = root;
  }

  /** @throws Error when there is no such message */
  message(fullName: string): MessageType {
    const type = this.#type(fullName);
    if (type?.kind !== 'message') throw new Error(`The descriptor has no message ${fullName}.`);
    return type;
  }

  /** The methods of a service. @throws Error when there is no such service */
  methods(fullName: string): Method[] {
    const methods = this.#find(fullName)?.methods;
    if (!methods) throw new Error(`The descriptor has no service ${fullName}.`);
    return Object.entries(methods).map(([name, { requestType, responseType }]) => ({
      name,
      requestType: this.#message(requestType, fullName),
      responseType: this.#message(responseType, fullName),
    }));
  }

  #message(name: string, scope: string): MessageType {
    const type = this.#resolve(name, scope);
    if (type.kind !== 'message') throw new Error(`${name} is no message.`);
    return type;
  }

  /** A name is meant from the innermost scope outwards. */
  #resolve(name: string, scope: string): MessageType | EnumType {
    for (let around = scope; ; around = around.slice(0, Math.max(0, around.lastIndexOf('.')))) {
      const type = this.#type(around === '' ? name : `${around}.${name}`);
      if (type) return type;
      if (around === '') throw new Error(`The descriptor has no type ${name} in ${scope}.`);
    }
  }

  #type(fullName: string): MessageType | EnumType | null {
    const known = this.#types.get(fullName);
    if (known) return known;
    const json = this.#find(fullName);
    if (!json?.fields && !json?.values) return null;
    const type = json.values ? enumType(fullName, json.values) : this.#messageType(fullName, json);
    this.#types.set(fullName, type);
    return type;
  }

  #messageType(fullName: string, json: NamespaceJson): MessageType {
    let fields: readonly Field[] | null = null;
    const read = (): readonly Field[] => {
      const inOneof = new Set(Object.values(json.oneofs ?? {}).flatMap(({ oneof }) => oneof));
      return Object.entries(json.fields ?? {}).map(([name, { id, type, rule, keyType }]) => ({
        name,
        id,
        shape: keyType ? 'map' : rule === 'repeated' ? 'list' : 'single',
        type: isScalar(type) ? { kind: 'scalar', scalar: type } : this.#resolve(type, fullName),
        isInOneof: inOneof.has(name),
      }));
    };
    return {
      kind: 'message',
      fullName,
      get fields() {
        fields ??= read();
        return fields;
      },
    };
  }

  #find(fullName: string): NamespaceJson | undefined {
    let place: NamespaceJson | undefined = this.#root;
    for (const part of fullName.split('.')) {
      const nested: Record<string, NamespaceJson> | undefined = place?.nested;
      place = nested && Object.hasOwn(nested, part) ? nested[part] : undefined;
    }
    return place;
  }
}

function isScalar(type: string): type is ScalarType {
  return SCALARS.has(type);
}

function enumType(fullName: string, values: Record<string, number>): EnumType {
  const namesByNumber = new Map(Object.entries(values).map(([name, number]) => [number, name]));
  return { kind: 'enum', name: fullName.slice(fullName.lastIndexOf('.') + 1), values, namesByNumber };
}

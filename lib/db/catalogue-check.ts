import type pg from "pg";

/** What the database's own catalogue must say for isolation to hold. Each check answers with sentences about what is wrong; none is right. */
export async function checkCatalogue(client: pg.Client): Promise<string[]> {
  const checks = [
    checkRowSecurity,
    checkPolicies,
    checkKeys,
    checkForeignKeys,
    checkFunctionsAndViews,
    checkLogins,
    checkAudiences,
    checkDatabase,
  ];
  const problems: string[] = [];
  for (const check of checks) problems.push(...(await check(client)));
  return problems;
}

const AUDIENCES = ["tradehall_shop", "tradehall_store", "tradehall_account", "tradehall_system", "tradehall_operator"];
const LOGINS: Record<string, string[]> = {
  tradehall_app: ["tradehall_account", "tradehall_shop", "tradehall_store", "tradehall_system"],
  tradehall_operator_login: ["tradehall_operator"],
};

/** Tables of public; kinds r and p are plain and partitioned. Prisma's own history holds nobody's data and is granted to nobody. */
const TABLES = `SELECT c.oid, c.relname AS name, c.relrowsecurity AS enabled, c.relforcerowsecurity AS forced,
    EXISTS (SELECT FROM pg_attribute a WHERE a.attrelid = c.oid AND a.attname = 'seller_id' AND NOT a.attisdropped) AS has_seller
  FROM pg_class c WHERE c.relnamespace = 'public'::regnamespace AND c.relkind IN ('r', 'p') AND c.relname <> '_prisma_migrations'`;

async function rows<Row extends pg.QueryResultRow>(
  client: pg.Client,
  text: string,
  values: unknown[] = [],
): Promise<Row[]> {
  return (await client.query<Row>(text, values)).rows;
}

async function checkRowSecurity(client: pg.Client): Promise<string[]> {
  const tables = await rows<{ name: string; enabled: boolean; forced: boolean }>(client, TABLES);
  return tables.flatMap(({ name, enabled, forced }) => [
    ...(enabled ? [] : [`${name}: row-level security is not enabled`]),
    ...(forced ? [] : [`${name}: row-level security is not forced`]),
  ]);
}

type Policy = {
  table: string;
  name: string;
  roles: string[];
  command: string;
  permissive: boolean;
  using: string | null;
  check: string | null;
  has_seller: boolean;
};

async function checkPolicies(client: pg.Client): Promise<string[]> {
  const policies = await rows<Policy>(
    client,
    `SELECT t.name AS table, p.polname AS name, p.polcmd AS command, p.polpermissive AS permissive, t.has_seller,
        (SELECT array_agg(CASE WHEN r = 0 THEN 'public' ELSE r::regrole::text END) FROM unnest(p.polroles) r) AS roles,
        pg_get_expr(p.polqual, p.polrelid) AS using, pg_get_expr(p.polwithcheck, p.polrelid) AS check
      FROM pg_policy p JOIN (${TABLES}) t ON t.oid = p.polrelid`,
  );
  return policies.flatMap(policyProblems);
}

/** Which setting bounds an audience; the platform's own two are bounded by their grants alone. */
const BOUND: Record<string, string> = {
  tradehall_shop: "app.seller_id",
  tradehall_store: "app.seller_id",
  tradehall_account: "app.user_id",
};
const PLATFORM = ["tradehall_system", "tradehall_operator"];

function policyProblems({ table, name, roles, command, permissive, using, check, has_seller }: Policy): string[] {
  const where = `${table}: policy ${name}`;
  const [role] = roles;
  if (roles.length !== 1 || role === undefined || !AUDIENCES.includes(role))
    return [`${where} is for ${roles.join(", ")}: every audience has a policy of its own`];
  const problems: string[] = [];
  const reads = command !== "a";
  const writes = command !== "r" && command !== "d";
  if (writes && check === null) problems.push(`${where} has no WITH CHECK`);
  if (!permissive || PLATFORM.includes(role)) return problems;
  const setting = BOUND[role] ?? "";
  for (const [kind, expression] of [
    ...(reads ? [["USING", using]] : []),
    ...(writes ? [["WITH CHECK", check]] : []),
  ] as [string, string | null][]) {
    if (!expression?.includes(setting)) problems.push(`${where}: ${kind} does not ask for ${setting}`);
    // An OR beside the tenant's own condition lets other rows in, and makes every read slow.
    else if (has_seller && / OR /i.test(expression)) problems.push(`${where}: ${kind} has an OR`);
  }
  return problems;
}

async function checkKeys(client: pg.Client): Promise<string[]> {
  const found = await rows<{ table: string; index: string; primary: boolean; first: string | null }>(
    client,
    `SELECT t.name AS table, i.indexrelid::regclass::text AS index, i.indisprimary AS primary,
        (SELECT a.attname FROM pg_attribute a WHERE a.attrelid = t.oid AND a.attnum = i.indkey[0]) AS first
      FROM (${TABLES}) t LEFT JOIN pg_index i ON i.indrelid = t.oid AND i.indisunique WHERE t.has_seller`,
  );
  const tables = new Set(found.map(({ table }) => table));
  const keyed = new Set(found.filter(({ primary }) => primary).map(({ table }) => table));
  return [
    ...[...tables].filter((table) => !keyed.has(table)).map((table) => `${table}: there is no primary key`),
    ...found
      .filter(({ index, first }) => index && first !== "seller_id")
      .map(({ table, index }) => `${table}: the key ${index} does not begin with seller_id`),
  ];
}

async function checkForeignKeys(client: pg.Client): Promise<string[]> {
  const found = await rows<{
    table: string;
    name: string;
    target: string;
    first: string;
    target_first: string;
    has_seller: boolean;
    target_has_seller: boolean;
  }>(
    client,
    `SELECT t.name AS table, f.conname AS name, o.name AS target, t.has_seller, o.has_seller AS target_has_seller,
        (SELECT a.attname FROM pg_attribute a WHERE a.attrelid = f.conrelid AND a.attnum = f.conkey[1]) AS first,
        (SELECT a.attname FROM pg_attribute a WHERE a.attrelid = f.confrelid AND a.attnum = f.confkey[1]) AS target_first
      FROM pg_constraint f JOIN (${TABLES}) t ON t.oid = f.conrelid JOIN (${TABLES}) o ON o.oid = f.confrelid WHERE f.contype = 'f'`,
  );
  return found.flatMap(({ table, name, target, first, target_first, has_seller, target_has_seller }) => {
    if (target_has_seller && !(first === "seller_id" && target_first === "seller_id"))
      return [`${table}: the foreign key ${name} does not begin with seller_id on both sides`];
    if (has_seller && !target_has_seller && target !== "users" && first !== "seller_id")
      return [`${table}: the foreign key ${name} does not begin with seller_id`];
    return [];
  });
}

/** Functions with their owner's rights step around policies: each is listed, and says where names are looked up. */
const DEFINERS = [
  "add_customer_words",
  "change_customer_words",
  "copy_user_names",
  "drop_visit_months",
  "ensure_user",
  "ensure_users",
  "make_visit_months",
  "mark_visit_ordered",
  "take_user_names",
  "users_now",
];

/** What only the owner of a table may do, and the worker asks for. */
const OWNERS_WORK = ["make_visit_months", "drop_visit_months"];

async function checkFunctionsAndViews(client: pg.Client): Promise<string[]> {
  const functions = await rows<{ name: string; config: string | null; owner: string; open: boolean }>(
    client,
    `SELECT p.proname AS name, p.proconfig::text AS config, p.proowner::regrole::text AS owner,
        EXISTS (SELECT FROM aclexplode(COALESCE(p.proacl, acldefault('f', p.proowner))) g WHERE g.grantee = 0) AS open
      FROM pg_proc p WHERE p.pronamespace = 'public'::regnamespace AND p.prosecdef`,
  );
  const views = await rows<{ name: string }>(
    client,
    `SELECT relname AS name FROM pg_class WHERE relnamespace = 'public'::regnamespace
      AND (relkind = 'm' OR (relkind = 'v' AND NOT 'security_invoker=true' = ANY (COALESCE(reloptions, '{}'))))`,
  );
  return [
    ...functions.flatMap(({ name, config, owner, open }) => [
      ...(DEFINERS.includes(name) ? [] : [`${name}(): a function with its owner's rights that nobody listed`]),
      ...(config?.includes("search_path=public, pg_temp") ? [] : [`${name}(): has no fixed search_path`]),
      ...(owner === "tradehall_system" || OWNERS_WORK.includes(name) ? [] : [`${name}(): acts as ${owner}`]),
      ...(open ? [`${name}(): may be called by everybody`] : []),
    ]),
    ...views.map(({ name }) => `${name}: a view shows rows with its owner's rights`),
  ];
}

/** Roles are shared by all databases of a server; what they own and were granted is asked for in this one. */
async function checkLogins(client: pg.Client): Promise<string[]> {
  const problems: string[] = [];
  for (const [login, audiences] of Object.entries(LOGINS)) {
    const [role] = await rows<{ wrong: boolean; inherits: boolean }>(
      client,
      "SELECT rolsuper OR rolcreaterole OR rolcreatedb OR rolbypassrls OR rolreplication OR NOT rolcanlogin AS wrong, rolinherit AS inherits FROM pg_roles WHERE rolname = $1",
      [login],
    );
    if (!role) return [`${login}: there is no such role`];
    if (role.wrong) problems.push(`${login}: has rights beyond signing in`);
    if (role.inherits) problems.push(`${login}: inherits`);
    const memberships = await rows<{ name: string; set: boolean; more: boolean }>(
      client,
      "SELECT roleid::regrole::text AS name, set_option AS set, inherit_option OR admin_option AS more FROM pg_auth_members WHERE member = $1::regrole ORDER BY 1",
      [login],
    );
    if (memberships.map(({ name }) => name).join() !== audiences.join())
      problems.push(`${login}: may become ${memberships.map(({ name }) => name).join(", ")}`);
    problems.push(
      ...memberships
        .filter(({ set, more }) => !set || more)
        .map(({ name }) => `${login}: membership of ${name} is not SET alone`),
    );
    problems.push(...(await possessions(client, login)).map((thing) => `${login}: ${thing}`));
  }
  return problems;
}

async function checkAudiences(client: pg.Client): Promise<string[]> {
  const problems: string[] = [];
  for (const audience of AUDIENCES) {
    const [role] = await rows<{ wrong: boolean }>(
      client,
      `SELECT rolsuper OR rolcreaterole OR rolcreatedb OR rolbypassrls OR rolreplication OR rolcanlogin
          OR EXISTS (SELECT FROM pg_auth_members m WHERE m.member = r.oid) AS wrong FROM pg_roles r WHERE rolname = $1`,
      [audience],
    );
    if (!role || role.wrong) problems.push(`${audience}: is missing, or more than an audience`);
  }
  const open = await rows<{ thing: string }>(
    client,
    `SELECT c.oid::regclass::text AS thing FROM pg_class c, aclexplode(c.relacl) g WHERE c.relnamespace = 'public'::regnamespace AND g.grantee = 0
      UNION ALL SELECT 'schema public' FROM pg_namespace n, aclexplode(n.nspacl) g WHERE n.nspname = 'public' AND g.grantee = 0`,
  );
  return [...problems, ...open.map(({ thing }) => `${thing}: is granted to everybody`)];
}

/** Who may do what with the database itself, its owner aside: the logins connect to it. A database that was never closed has no list at all. */
async function checkDatabase(client: pg.Client): Promise<string[]> {
  const grants = await rows<{ line: string }>(
    client,
    `SELECT CASE WHEN g.grantee = 0 THEN 'everybody' ELSE g.grantee::regrole::text END || ': may ' || g.privilege_type || ' on the database' AS line
      FROM pg_database d, aclexplode(COALESCE(d.datacl, acldefault('d', d.datdba))) g WHERE d.datname = current_database() AND g.grantee <> d.datdba`,
  );
  const found = grants.map(({ line }) => line);
  const expected = Object.keys(LOGINS).map((login) => `${login}: may CONNECT on the database`);
  return [
    ...found.filter((line) => !expected.includes(line)),
    ...expected.filter((line) => !found.includes(line)).map((line) => line.replace(": may", ": may not")),
  ];
}

/** Everything in this database that a role owns (o) or was granted (a). */
async function possessions(client: pg.Client, role: string): Promise<string[]> {
  const found = await rows<{ kind: string; thing: string }>(
    client,
    `SELECT deptype AS kind, pg_describe_object(classid, objid, objsubid) AS thing FROM pg_shdepend
      WHERE refclassid = 'pg_authid'::regclass AND refobjid = $1::regrole AND deptype IN ('o', 'a')
        AND dbid = (SELECT oid FROM pg_database WHERE datname = current_database())`,
    [role],
  );
  return found.map(({ kind, thing }) => (kind === "o" ? `owns ${thing}` : `is granted ${thing}`));
}

/** Every grant of a role on the tables of public, for example { sellers: ["SELECT (id, name)", "DELETE"] }. */
export async function grantsOf(client: pg.Client, role: string): Promise<Record<string, string[]>> {
  const found = await rows<{ table: string; privilege: string; columns: string | null }>(
    client,
    `SELECT c.relname AS table, g.privilege_type AS privilege, NULL AS columns
        FROM pg_class c, aclexplode(c.relacl) g WHERE c.relnamespace = 'public'::regnamespace AND g.grantee = $1::regrole
      UNION ALL
      SELECT c.relname, g.privilege_type, string_agg(a.attname, ', ' ORDER BY a.attnum)
        FROM pg_class c JOIN pg_attribute a ON a.attrelid = c.oid, aclexplode(a.attacl) g
        WHERE c.relnamespace = 'public'::regnamespace AND g.grantee = $1::regrole GROUP BY 1, 2
      ORDER BY 1, 2, 3`,
    [role],
  );
  const grants: Record<string, string[]> = {};
  for (const { table, privilege, columns } of found) {
    const granted = columns ? `${privilege} (${columns})` : privilege;
    grants[table] = [...(grants[table] ?? []), granted];
  }
  return grants;
}

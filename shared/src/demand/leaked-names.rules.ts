/** Words of an author by which readers would know whose need it is. */
export type LeakCode = "organisation" | "shortName" | "email" | "phone" | "url" | "creditCode";

/** A text that is to be published without its owner's name. */
export interface NamelessText {
  title: string;
  description: string;
  keywords: readonly string[];
}

/** What was found, in which field, word for word. */
export interface Leak {
  code: LeakCode;
  field: keyof NamelessText;
  match: string;
}

const LEGAL_FORM =
  /(?:（[^）]*）|\([^)]*\))?(?:股份有限公司|有限责任公司|集团有限公司|有限公司|集团公司|集团|公司|研究院|研究所|厂)$/u;
const PLACE =
  /^(?:中国|山东省?|青岛市?|(?:市南|市北|黄岛|崂山|李沧|城阳|即墨|胶州|平度|莱西|西海岸)(?:区|市|新区)?)/u;
/** Beginnings of names that are ordinary words, and tell nobody's name. */
const ORDINARY_HEADS: ReadonlySet<string> = new Set([
  ...["智能", "科技", "海洋", "环保", "国际", "精密", "新型", "现代", "高新", "试验", "先进", "工业"],
  ...["华东", "北方", "东方", "电子", "机械", "生物", "医疗", "轨道", "化工", "橡胶", "食品", "材料"],
]);
const HEAD_LENGTH = 2;

const patterns: readonly { code: LeakCode; pattern: RegExp }[] = [
  { code: "email", pattern: /[\w.+-]+@[\w-]+(?:\.[\w-]+)+/gu },
  { code: "url", pattern: /(?:https?:\/\/|www\.)[^\s，。；）)]+|\b[\w-]+\.(?:com|cn|net|org)(?:\.cn)?\b/giu },
  { code: "creditCode", pattern: /\b[0-9A-HJ-NPQRTUWXY]{2}\d{6}[0-9A-HJ-NPQRTUWXY]{10}\b/gu },
  {
    code: "phone",
    pattern: /(?<!\d)(?:1[3-9]\d{9}|0\d{2,3}[-－ ]?\d{7,8}|400[-－ ]?\d{3}[-－ ]?\d{4})(?!\d)/gu,
  },
];

/** Names by which an organisation is known: the whole, and what is left without legal form and place. */
export function namesOf(organisationName: string): { code: LeakCode; name: string }[] {
  const whole = organisationName.trim();
  const withoutForm = whole.replace(LEGAL_FORM, "");
  const core = withoutForm.replace(PLACE, "");
  const head = core.slice(0, HEAD_LENGTH);
  const shortNames = [withoutForm, core, ...(ORDINARY_HEADS.has(head) ? [] : [head])];
  return [
    { code: "organisation", name: whole },
    ...[...new Set(shortNames)]
      .filter((name) => name.length >= HEAD_LENGTH && name !== whole)
      .map((name) => ({ code: "shortName" as const, name })),
  ];
}

/** What in a text would give its owner's name away, each spot told by the longest name that covers it. */
export function findLeaks(text: NamelessText, organisationName: string): Leak[] {
  const names = namesOf(organisationName);
  const parts: [field: keyof NamelessText, words: string][] = [
    ["title", text.title],
    ["description", text.description],
    ["keywords", text.keywords.join("\n")],
  ];
  return parts.flatMap(([field, words]) => {
    const named = names.find(({ name }) => words.includes(name));
    const byName: Leak[] = named === undefined ? [] : [{ code: named.code, field, match: named.name }];
    const byPattern = patterns.flatMap(({ code, pattern }) =>
      [...words.matchAll(pattern)].map(([match]): Leak => ({ code, field, match })),
    );
    // A mail address is also the name of a site: it is told once.
    const distinct = byPattern.filter(
      (leak) =>
        !byPattern.some(
          (other) => other !== leak && other.match.includes(leak.match) && other.code !== leak.code,
        ),
    );
    return [...byName, ...distinct];
  });
}

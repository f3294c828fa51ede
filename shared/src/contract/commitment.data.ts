/**
 * 承诺书: what who hands a contract in promises. Versioned data: a contract keeps the version that was promised, so a
 * text once given is never changed, a new one goes on top.
 */
export const commitmentTexts = [
  {
    version: "2026-03-01",
    source:
      "this market's own wording after 技术合同认定登记管理办法 (2026), art. 12; to be checked by the office",
    zh: [
      "所提交的合同文本及附件真实、合法、完整，与双方签署的原件一致。",
      "合同已经生效，双方主体、标的和价款如实填写，技术交易额已扣除设备、仪器、零部件、原材料等非技术性费用。",
      "同一合同未在其他登记机构重复申请登记；合同变更、解除或被撤销的，及时向原登记机构申请变更或注销。",
      "如有虚假，愿意承担由此产生的法律责任，并退回已享受的优惠。",
    ],
    en: [
      "The contract and its attachments are true, lawful and complete, and agree with the originals both sides signed.",
      "The contract is in force; parties, subject and price are told truly, and the technology amount leaves out equipment, instruments, parts, materials and other non-technical costs.",
      "The contract is not handed in at another office; should it be changed, rescinded or annulled, the office will be told without delay.",
      "Whoever is found to have told untruths answers for it by law and pays back the benefits already taken.",
    ],
  },
] as const;

/** The text that is promised today. */
export const currentCommitment = commitmentTexts[0];

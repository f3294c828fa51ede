/** Languages the API answers in; the first is what a client without a preference gets. */
export const languages = ["zh", "en"] as const;
export type Language = (typeof languages)[number];

interface ErrorRow extends Record<Language, string> {
  status: number;
}

/**
 * Every error the API answers with: the one place for code, status and words. `{currentStatus}` is replaced by the
 * status that stood in the way.
 */
export const errorTable = {
  "request.invalid": {
    status: 400,
    zh: "请求内容不符合要求，请检查标出的字段。",
    en: "The request is not valid: see the fields named.",
  },
  "request.malformed": {
    status: 400,
    zh: "请求无法解析。",
    en: "The request could not be read.",
  },
  "request.notFound": { status: 404, zh: "没有这个地址。", en: "There is nothing at this address." },
  "request.foreignOrigin": {
    status: 403,
    zh: "请求来自其他网站，已拒绝。",
    en: "The request comes from another site and is refused.",
  },
  "request.tooLarge": { status: 413, zh: "请求内容过大。", en: "The request is too large." },
  "request.unsupportedMediaType": {
    status: 415,
    zh: "不支持这种内容类型，请使用 application/json。",
    en: "This content type is not supported: send application/json.",
  },
  "request.tooMany": {
    status: 429,
    zh: "请求过于频繁，请稍后再试。",
    en: "Too many requests: try again later.",
  },
  "account.signInRequired": { status: 401, zh: "请先登录。", en: "Sign in first." },
  "account.forbidden": { status: 403, zh: "您的角色无权进行此操作。", en: "Your role may not do this." },
  "account.wrongCredentials": {
    status: 401,
    zh: "邮箱或密码不正确。",
    en: "The address or the password is wrong.",
  },
  "account.tooManySignIns": {
    status: 429,
    zh: "登录失败次数过多，请稍后再试。",
    en: "Too many failed sign-ins: try again later.",
  },
  "account.emailTaken": {
    status: 409,
    zh: "该邮箱已注册。",
    en: "There is already an account with this address.",
  },
  "account.ownRole": {
    status: 409,
    zh: "不能更改自己的角色，请由其他管理员操作。",
    en: "Nobody changes their own role: ask another administrator.",
  },
  "account.noOrganisation": {
    status: 409,
    zh: "您的账号不属于任何机构，不能进行此操作。",
    en: "Your account belongs to no organisation, so it cannot do this.",
  },
  "account.holdsDeals": {
    status: 409,
    zh: "您名下还有进行中的对接，请先放回或办结后再注销账户。",
    en: "You still hold open deals: release or finish them before you end your account.",
  },
  "account.lastAdmin": {
    status: 409,
    zh: "您是唯一的系统管理员，请先任命另一位管理员。",
    en: "You are the only administrator: appoint another one first.",
  },
  "organisation.nameTaken": {
    status: 409,
    zh: "该机构已注册，请联系其管理员邀请您加入。",
    en: "This organisation is already registered: ask its administrator for an invitation.",
  },
  "organisation.creditCodeTaken": {
    status: 409,
    zh: "该统一社会信用代码已注册，请联系该机构的管理员邀请您加入。",
    en: "This credit code is already registered: ask that organisation's administrator for an invitation.",
  },
  "organisation.pointCodeTaken": {
    status: 409,
    zh: "该服务点编码已被使用。",
    en: "This service point code is already in use.",
  },
  "organisation.notItsAdmin": {
    status: 403,
    zh: "只有本机构的管理员可以邀请成员。",
    en: "Only the organisation's own administrator may invite members.",
  },
  "broker.tooManyMutes": {
    status: 409,
    zh: "屏蔽的内容已达上限，请先取消一些。",
    en: "You have muted as much as can be: unmute something first.",
  },
  "broker.notBroker": { status: 409, zh: "该用户不是技术经纪人。", en: "This person is not a broker." },
  "broker.notVerified": {
    status: 403,
    zh: "您的经纪人资格尚未核验，暂不能认领。",
    en: "You are not verified as a broker yet and cannot claim.",
  },
  "record.notFound": {
    status: 404,
    zh: "没有找到，或您无权查看。",
    en: "It does not exist, or you may not see it.",
  },
  "record.staleRevision": {
    status: 409,
    zh: "内容已被他人修改，请刷新后重试。当前状态：{currentStatus}。",
    en: "It has changed since you read it: reload and try again. Its status is {currentStatus}.",
  },
  "record.notOwner": {
    status: 403,
    zh: "只有所属机构可以进行此操作。",
    en: "Only the organisation it belongs to may do this.",
  },
  "record.changedMeanwhile": {
    status: 409,
    zh: "内容正被他人修改，请重试。当前状态：{currentStatus}。",
    en: "Others are changing it at this moment: try again. Its status is {currentStatus}.",
  },
  "publication.wrongStatus": {
    status: 409,
    zh: "当前状态为 {currentStatus}，不能进行此操作。",
    en: "Its status is {currentStatus}, which does not allow this.",
  },
  "publication.notEditable": {
    status: 409,
    zh: "当前状态为 {currentStatus}，内容不能再修改。",
    en: "Its status is {currentStatus}: the text cannot be changed any more.",
  },
  "publication.notDraft": {
    status: 409,
    zh: "当前状态为 {currentStatus}，只有草稿可以删除。",
    en: "Its status is {currentStatus}: only drafts can be deleted.",
  },
  "demand.notExtendable": {
    status: 409,
    zh: "当前状态为 {currentStatus}。需求只能在到期前 30 天内延期一次。",
    en: "Its status is {currentStatus}. A demand can be extended once, in the last 30 days before it expires.",
  },
  "result.wrongSelectionState": {
    status: 409,
    zh: "评选状态为 {currentStatus}，不能进行此操作。",
    en: "Its selection stands at {currentStatus}, which does not allow this.",
  },
  "selection.wrongStatus": {
    status: 409,
    zh: "征集活动当前状态为 {currentStatus}，不能进行此操作。",
    en: "The call is {currentStatus}, which does not allow this.",
  },
  "selection.notYours": {
    status: 403,
    zh: "您在此次征集中的身份无权进行此操作。",
    en: "How you stand to this call does not allow this.",
  },
  "selection.notNominating": {
    status: 409,
    zh: "不在申报期内。当前状态：{currentStatus}。",
    en: "Nominations are not being taken on this day. The call is {currentStatus}.",
  },
  "selection.notNominator": {
    status: 403,
    zh: "此次征集不面向您所在单位的类型。",
    en: "This call takes no nominations from your kind of organisation.",
  },
  "selection.conflictOfInterest": {
    status: 403,
    zh: "该成果由您所在单位申报，请回避。",
    en: "Your own organisation nominated this, so you cannot score it.",
  },
  "selection.alreadyReviewer": {
    status: 409,
    zh: "已是此次征集的评审人。当前状态：{currentStatus}。",
    en: "They review this call already. The call is {currentStatus}.",
  },
  "selection.undecided": {
    status: 409,
    zh: "还有申报未作决定，不能公示。当前状态：{currentStatus}。",
    en: "Some nominations are undecided, so it cannot be announced. The call is {currentStatus}.",
  },
  "selection.nothingSelected": {
    status: 409,
    zh: "没有入选的成果，不能公示；可终止此次征集。当前状态：{currentStatus}。",
    en: "Nothing was selected, so there is nothing to announce; cancel the call instead. It is {currentStatus}.",
  },
  "selection.commentsOpen": {
    status: 409,
    zh: "公示期未满，不能发布。当前状态：{currentStatus}。",
    en: "The days of public comment are not over, so it cannot be released. The call is {currentStatus}.",
  },
  "selection.commentsOver": {
    status: 409,
    zh: "公示期已结束，不再接收异议。当前状态：{currentStatus}。",
    en: "The days of public comment are over. The call is {currentStatus}.",
  },
  "selection.unanswered": {
    status: 409,
    zh: "还有异议未答复，不能发布。当前状态：{currentStatus}。",
    en: "Some objections have no answer, so it cannot be released. The call is {currentStatus}.",
  },
  "selection.tooManyObjections": {
    status: 409,
    zh: "异议数量已达上限，请直接联系主管部门。当前状态：{currentStatus}。",
    en: "No more objections are taken here: contact the office. The call is {currentStatus}.",
  },
  "selection.busy": {
    status: 503,
    zh: "多人同时操作此次征集，请稍后重试。",
    en: "Many are acting on this call at once: try again.",
  },
  "pairing.wrongStatus": {
    status: 409,
    zh: "对接当前状态为 {currentStatus}，不能进行此操作。",
    en: "The pairing is {currentStatus}, which does not allow this.",
  },
  "pairing.textLeft": {
    status: 409,
    zh: "需求或成果已不在市场上，不能认领。对接当前状态：{currentStatus}。",
    en: "The demand or the result has left the market, so it cannot be claimed. The pairing is {currentStatus}.",
  },
  "pairing.notYours": {
    status: 403,
    zh: "此操作只能由认领该对接的经纪人进行；介绍双方后，双方也可谢绝。",
    en: "This is for the broker who claimed the pairing; once introduced, its owners may decline too.",
  },
  "message.notYours": {
    status: 403,
    zh: "只有对接双方和认领的经纪人可以在对接中留言。",
    en: "Only the claimer and both owners talk in a deal.",
  },
  "contract.wrongStatus": {
    status: 409,
    zh: "合同当前状态为 {currentStatus}，不能进行此操作。",
    en: "The contract is {currentStatus}, which does not allow this.",
  },
  "contract.notYours": {
    status: 403,
    zh: "您在此合同中的身份无权进行此操作。",
    en: "How you stand to this contract does not allow this.",
  },
  "contract.notParty": {
    status: 403,
    zh: "只有合同当事人或促成合同的经纪人可以起草和修改。",
    en: "Only a party or the broker of a contract may draft and change it.",
  },
  "contract.notPairingSide": {
    status: 403,
    zh: "只有认领该对接的经纪人或对接双方可以据此起草合同。",
    en: "Only the broker who claimed the pairing or its owners may draft a contract from it.",
  },
  "contract.pairingNotAccepted": {
    status: 409,
    zh: "对接当前状态为 {currentStatus}，双方达成一致后才能起草合同。",
    en: "The pairing is {currentStatus}: a contract can be drafted once it is accepted.",
  },
  "contract.pairingTaken": {
    status: 409,
    zh: "该对接已有一份合同在办理中或已登记。对接当前状态：{currentStatus}。",
    en: "The pairing already has a contract under way or registered. The pairing is {currentStatus}.",
  },
  "contract.notDraft": {
    status: 409,
    zh: "合同当前状态为 {currentStatus}，只有草稿可以删除。",
    en: "The contract is {currentStatus}: only drafts can be deleted.",
  },
  "contract.reviewRequired": {
    status: 409,
    zh: "技术交易额达到500万元或有争议的合同，登记和变更都须由另一位工作人员复核同意；变更请先提交复核。当前状态：{currentStatus}。",
    en: "From a technology amount of 5 million yuan on, or under dispute, another official must approve a registration or an amendment: propose an amendment for approval. The contract is {currentStatus}.",
  },
  "contract.alreadyDisputed": {
    status: 409,
    zh: "该合同已标记为有争议。当前状态：{currentStatus}。",
    en: "The contract is called disputed already. It is {currentStatus}.",
  },
  "contract.amendmentPending": {
    status: 409,
    zh: "已有一项变更等待复核，请先复核。当前状态：{currentStatus}。",
    en: "An amendment waits for approval: decide on it first. The contract is {currentStatus}.",
  },
  "contract.noAmendmentPending": {
    status: 409,
    zh: "没有等待复核的变更。当前状态：{currentStatus}。",
    en: "No amendment waits for approval. The contract is {currentStatus}.",
  },
  "contract.historyFull": {
    status: 409,
    zh: "这份合同的修改次数已达上限，不能再修改。当前状态：{currentStatus}。",
    en: "This contract has been changed as often as can be. It is {currentStatus}.",
  },
  "contract.registryBusy": {
    status: 503,
    zh: "登记繁忙，未能取得编号，请重试。",
    en: "The registry is busy and could give no number: try again.",
  },
  "attachment.notAForm": {
    status: 415,
    zh: "请以 multipart/form-data 上传文件，字段名为 file。",
    en: "Upload the file as multipart/form-data, in the field file.",
  },
  "attachment.unsupportedType": {
    status: 415,
    zh: "只接受 PDF、DOCX、PNG、JPEG 和 WebP 文件，按内容识别，与文件名无关。",
    en: "Only PDF, DOCX, PNG, JPEG and WebP are taken, told by their content and not by their names.",
  },
  "attachment.tooLarge": {
    status: 413,
    zh: "每个文件不得超过 20 MB。",
    en: "A file may have 20 MB at most.",
  },
  "attachment.tooMany": {
    status: 409,
    zh: "每份合同最多 10 个附件。合同当前状态：{currentStatus}。",
    en: "A contract has 10 files at most. It is {currentStatus}.",
  },
  "attachment.scannerAway": {
    status: 503,
    zh: "病毒扫描服务暂时不可用，文件未被接收，请稍后再试。",
    en: "The virus scanner is not available, so the file was not taken: try again later.",
  },
  "certificate.notRegistered": {
    status: 409,
    zh: "合同当前状态为 {currentStatus}，只有登记有效的合同可以出具证明。",
    en: "The contract is {currentStatus}: only registrations in force are certified.",
  },
  "certificate.noKey": {
    status: 503,
    zh: "未配置证明签名密钥，暂不能出具证明。",
    en: "No key to sign certificates with is configured, so none can be issued.",
  },
  "matching.notBegun": {
    status: 409,
    zh: "索引服务尚未启动过，还没有匹配权重。",
    en: "No indexer has started yet, so there are no weights to match by.",
  },
  "matching.staleGeneration": {
    status: 409,
    zh: "匹配权重已被更换，请刷新后重试。",
    en: "Other weights have been adopted since you looked: reload and try again.",
  },
  "matching.rematchUnderWay": {
    status: 409,
    zh: "重新匹配正在进行。",
    en: "Everything is being matched anew already.",
  },
  "matching.fitUnderWay": {
    status: 409,
    zh: "学习任务已在排队或进行中。",
    en: "Learning from decisions is under way already.",
  },
  "live.socketOnly": {
    status: 426,
    zh: "这里只接受 WebSocket 连接。",
    en: "Only WebSocket connections are taken here.",
  },
  "import.unsupportedFile": {
    status: 415,
    zh: "请以 multipart/form-data 上传一个 .xlsx 或 .csv 文件。",
    en: "Upload one .xlsx or .csv file as multipart/form-data.",
  },
  "import.unreadable": {
    status: 400,
    zh: "文件已损坏或格式有误，无法读取。",
    en: "The file is damaged or malformed and cannot be read.",
  },
  "import.tooManyRows": {
    status: 413,
    zh: "一次最多导入 50000 行，请分成几个文件。",
    en: "At most 50,000 rows go in at once: split the file.",
  },
  "import.nothingToPublish": {
    status: 409,
    zh: "历史合同导入后即为已登记，无需发布。",
    en: "Imported contracts come in as registered: there is nothing to publish.",
  },
  "search.unavailable": {
    status: 503,
    zh: "检索服务暂时不可用，可不带关键词浏览列表。",
    en: "Search is not available at the moment; lists without words still work.",
  },
  "store.unavailable": {
    status: 503,
    zh: "数据服务暂时不可用，请稍后再试。",
    en: "The data store is not available at the moment: try again later.",
  },
  "server.timeout": {
    status: 503,
    zh: "处理超时，请稍后再试。",
    en: "This took too long: try again later.",
  },
  "server.failed": {
    status: 500,
    zh: "服务器出错，请凭请求编号联系我们。",
    en: "Something went wrong here: quote the request's id to us.",
  },
} as const satisfies Record<string, ErrorRow>;
export type ErrorCode = keyof typeof errorTable;

/** What a rule finds wrong with one field, beyond its shape. */
export const fieldErrorTable = {
  "deadline.past": { zh: "截止日期不能早于今天", en: "must not be in the past" },
  "deadline.notLater": { zh: "须晚于现在的截止日期", en: "must be later than the deadline it has" },
  "deadline.tooFar": { zh: "最多延后 180 天", en: "must be within 180 days of the deadline it has" },
  "demand.leaksName": {
    zh: "匿名需求中含有可能泄露单位的内容，请修改，或核对后确认保留",
    en: "would give an anonymous owner away: change it, or confirm that it may stand there",
  },
  "reason.required": { zh: "请说明理由", en: "must say why" },
  "token.invalid": { zh: "链接无效、已使用或已过期", en: "is not valid, was used, or has expired" },
  "password.wrong": { zh: "当前密码不正确", en: "is not the current password" },
  "idempotencyKey.invalid": { zh: "须为 1 至 200 个可见字符", en: "must be 1 to 200 visible characters" },
  "contract.technologyAmountAboveAmount": { zh: "不能大于合同成交额", en: "must not be above amountFen" },
  "contract.sameParty": { zh: "买方与卖方不能相同", en: "must not be the seller" },
  "contract.signedInFuture": { zh: "签订日期不能晚于今天", en: "must not be after today" },
  "contract.nothingAmended": { zh: "请至少变更一项合同内容", en: "must come with at least one changed term" },
  "selection.weights": { zh: "各项权重之和须为 100", en: "must have weights that add up to 100" },
  "selection.dateOrder": { zh: "与前一步的日期冲突", en: "must come after the step before it" },
  "selection.locked": { zh: "征集开始后不能再修改", en: "cannot be changed any more" },
  "selection.earlyEnd": { zh: "提前截止申报须说明理由", en: "must say why nominations end early" },
  "selection.scoreCount": { zh: "每项指标须各有一个分数", en: "must hold one score for each criterion" },
  "selection.scoreTooHigh": { zh: "超过满分", en: "is above the call's highest score" },
  "user.unknown": { zh: "没有这个用户", en: "is no user" },
  "result.notOwn": { zh: "不是本单位的成果", en: "is no result of your organisation" },
  "result.notPublished": { zh: "成果未发布或已到期", en: "is not on the market" },
  "contract.subtypeOfOtherType": {
    zh: "不属于所选合同类型",
    en: "must be a sub-type of the contract's type",
  },
  "contract.subareaOfOtherArea": {
    zh: "不属于所选技术领域",
    en: "must be a part of the contract's technology area",
  },
  "contract.endsBeforeStart": { zh: "不能早于起始日期", en: "must not be before startsOn" },
  "creditCode.wrongCheckDigit": {
    zh: "统一社会信用代码的校验码不符，请核对",
    en: "has a check digit that does not fit the others",
  },
  "party.unknown": { zh: "没有这个机构", en: "is no organisation of the market" },
  "party.incomplete": { zh: "请填写机构，或名称与性质", en: "must be an id, or a name and a kind" },
  "party.notPairingSeller": {
    zh: "须为对接中成果所属的机构",
    en: "must be the organisation of the pairing's result",
  },
  "party.notPairingBuyer": {
    zh: "须为对接中需求所属的机构",
    en: "must be the organisation of the pairing's demand",
  },
  "pairing.unknown": { zh: "没有这个对接，或您无权查看", en: "does not exist, or you may not see it" },
  "servicePoint.unknown": { zh: "没有这个服务点", en: "is no service point" },
  "period.endsBeforeStart": { zh: "不能早于起始日期", en: "must not be before from" },
  "dimension.repeated": { zh: "不能重复同一分组项", en: "names a dimension twice" },
  "file.required": { zh: "请选择要上传的文件", en: "must be sent along" },
  "field.unknown": { zh: "没有这个字段", en: "is no field of this form" },
  "attachment.unknown": { zh: "不是这份合同的附件", en: "is no attachment of this contract" },
  "attachment.unknownKind": { zh: "没有这种材料类型", en: "is no kind of attachment" },
  "attachment.infected": {
    zh: "病毒扫描未通过，文件未被接收",
    en: "did not pass the virus scan and was not taken",
  },
  "column.missing": { zh: "缺少这一列，请使用模板", en: "is a column that is missing: use the template" },
  "query.notWithSearch": {
    zh: "检索只覆盖已发布的内容，不能与此条件同时使用",
    en: "cannot be combined with q: only what is published is searched",
  },
} as const satisfies Record<string, Record<Language, string>>;
export type FieldErrorCode = keyof typeof fieldErrorTable;

interface ErrorFacts {
  /** For 409: the status that stood in the way. */
  currentStatus?: string;
  /** For 400: the fields at fault, by dotted path. */
  fields?: readonly { path: string; code: FieldErrorCode }[];
  /** For 429 and 503: when to try again. */
  retryAfterSeconds?: number;
  cause?: unknown;
}

/** An answer other than the one asked for. Thrown by services; the error handler words it for the client. */
export class ApiError extends Error {
  override readonly name = "ApiError";
  readonly code: ErrorCode;
  readonly facts: ErrorFacts;

  constructor(code: ErrorCode, facts: ErrorFacts = {}) {
    super(code, { cause: facts.cause });
    this.code = code;
    this.facts = facts;
  }

  get status(): number {
    return errorTable[this.code].status;
  }
}

/** A 400 for one field that a rule, not its shape, finds wrong. */
export function fieldError(path: string, code: FieldErrorCode): ApiError {
  return new ApiError("request.invalid", { fields: [{ path, code }] });
}

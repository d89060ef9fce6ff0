// The words of the vocabulary, in both languages. In Java: `Terms.getTerm(Complexity.GENERAL).getZh()`.
@file:JvmName("Terms")

package cn.wangge

/** Its code, Chinese term and English label. */
public val Complexity.term: Term
    get() = complexityTerm(this)

/** Its code, Chinese term and English label. */
public val Level.term: Term
    get() = levelTerm(this)

/** Its code, Chinese term and English label. */
public val Scope.term: Term
    get() = scopeTerm(this)

/** Its code, Chinese term and English label. */
public val Work.term: Term
    get() = workTerm(this)

/** Its code, Chinese term and English label. */
public val Handler.term: Term
    get() = handlerTerm(this)

/** Its code, Chinese term and English label. */
public val Action.term: Term
    get() = actionTerm(this)

/** Its code, Chinese term and English label. */
public val Settlement.term: Term
    get() = settlementTerm(this)

/** Its code, Chinese term and English label. */
public val TermUnit.term: Term
    get() = termUnitTerm(this)

/** Its code, Chinese term and English label. */
public val Identity.term: Term
    get() = identityTerm(this)

/** Its code, Chinese term and English label. */
public val Post.term: Term
    get() = postTerm(this)

/** Its code, Chinese term and English label. */
public val Office.term: Term
    get() = officeTerm(this)

/** Its code, Chinese term and English label. */
public val Place.term: Term
    get() = placeTerm(this)

/** Its code, Chinese term and English label. */
public val Start.term: Term
    get() = startTerm(this)

/** Its code, Chinese term and English label. */
public val MakeUp.term: Term
    get() = makeUpTerm(this)

/** Its code, Chinese term and English label. */
public val Roll.term: Term
    get() = rollTerm(this)

/** Its code, Chinese term and English label. */
public val DayKind.term: Term
    get() = dayKindTerm(this)

/** Its code, Chinese term and English label. */
public val DayStatus.term: Term
    get() = dayStatusTerm(this)

/** Its code, Chinese term and English label. */
public val Weight.term: Term
    get() = weightTerm(this)

/** Its code, Chinese term and English label. */
public val Dimension.term: Term
    get() = dimensionTerm(this)

/** Its code, Chinese term and English label. */
public val Aim.term: Term
    get() = aimTerm(this)

/** Its code, Chinese term and English label. */
public val Crs.term: Term
    get() = crsTerm(this)

/** Its code, Chinese term and English label. */
public val Role.term: Term
    get() = roleTerm(this)

/** Its code, Chinese term and English label. */
public val StepKind.term: Term
    get() = stepKindTerm(this)

/** Its code, Chinese term and English label. */
public val CaseState.term: Term
    get() = caseStateTerm(this)

/** Its code, Chinese term and English label. */
public val Light.term: Term
    get() = lightTerm(this)

/** Its code, Chinese term and English label. */
public val Outcome.term: Term
    get() = outcomeTerm(this)

/** Its code, Chinese term and English label. */
public val Channel.term: Term
    get() = channelTerm(this)

/** Its code, Chinese term and English label. */
public val ServedParty.term: Term
    get() = servedPartyTerm(this)

/** Its code, Chinese term and English label. */
public val SupervisionLevel.term: Term
    get() = supervisionLevelTerm(this)

/** Its code, Chinese term and English label. */
public val Stage.term: Term
    get() = stageTerm(this)

/** Its code, Chinese term and English label. */
public val Topic.term: Term
    get() = topicTerm(this)

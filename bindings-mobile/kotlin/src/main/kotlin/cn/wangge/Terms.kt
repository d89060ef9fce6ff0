// The words of the vocabulary, in both languages. In Java: `Terms.getTerm(Complexity.GENERAL).getZh()`.
@file:JvmName("Terms")

package cn.wangge

import java.util.concurrent.ConcurrentHashMap

// Each vocabulary crosses once.
private val vocabularies = ConcurrentHashMap<String, List<Term>>()

private fun word(vocabulary: String, member: Enum<*>): Term = vocabularies.getOrPut(vocabulary) { terms(vocabulary) }[member.ordinal]

/** Its code, Chinese term and English label. */
public val Complexity.term: Term
    get() = word("Complexity", this)

/** Its code, Chinese term and English label. */
public val Level.term: Term
    get() = word("Level", this)

/** Its code, Chinese term and English label. */
public val Scope.term: Term
    get() = word("Scope", this)

/** Its code, Chinese term and English label. */
public val Work.term: Term
    get() = word("Work", this)

/** Its code, Chinese term and English label. */
public val Handler.term: Term
    get() = word("Handler", this)

/** Its code, Chinese term and English label. */
public val Action.term: Term
    get() = word("Action", this)

/** Its code, Chinese term and English label. */
public val Settlement.term: Term
    get() = word("Settlement", this)

/** Its code, Chinese term and English label. */
public val TermUnit.term: Term
    get() = word("TermUnit", this)

/** Its code, Chinese term and English label. */
public val Identity.term: Term
    get() = word("Identity", this)

/** Its code, Chinese term and English label. */
public val Post.term: Term
    get() = word("Post", this)

/** Its code, Chinese term and English label. */
public val Office.term: Term
    get() = word("Office", this)

/** Its code, Chinese term and English label. */
public val Place.term: Term
    get() = word("Place", this)

/** Its code, Chinese term and English label. */
public val Start.term: Term
    get() = word("Start", this)

/** Its code, Chinese term and English label. */
public val MakeUp.term: Term
    get() = word("MakeUp", this)

/** Its code, Chinese term and English label. */
public val Roll.term: Term
    get() = word("Roll", this)

/** Its code, Chinese term and English label. */
public val DayKind.term: Term
    get() = word("DayKind", this)

/** Its code, Chinese term and English label. */
public val DayStatus.term: Term
    get() = word("DayStatus", this)

/** Its code, Chinese term and English label. */
public val Weight.term: Term
    get() = word("Weight", this)

/** Its code, Chinese term and English label. */
public val Dimension.term: Term
    get() = word("Dimension", this)

/** Its code, Chinese term and English label. */
public val Aim.term: Term
    get() = word("Aim", this)

/** Its code, Chinese term and English label. */
public val Crs.term: Term
    get() = word("Crs", this)

/** Its code, Chinese term and English label. */
public val Role.term: Term
    get() = word("Role", this)

/** Its code, Chinese term and English label. */
public val StepKind.term: Term
    get() = word("StepKind", this)

/** Its code, Chinese term and English label. */
public val CaseState.term: Term
    get() = word("CaseState", this)

/** Its code, Chinese term and English label. */
public val Light.term: Term
    get() = word("Light", this)

/** Its code, Chinese term and English label. */
public val Outcome.term: Term
    get() = word("Outcome", this)

/** Its code, Chinese term and English label. */
public val Channel.term: Term
    get() = word("Channel", this)

/** Its code, Chinese term and English label. */
public val ServedParty.term: Term
    get() = word("ServedParty", this)

/** Its code, Chinese term and English label. */
public val SupervisionLevel.term: Term
    get() = word("SupervisionLevel", this)

/** Its code, Chinese term and English label. */
public val Stage.term: Term
    get() = word("Stage", this)

/** Its code, Chinese term and English label. */
public val Topic.term: Term
    get() = word("Topic", this)

/** Its code, Chinese term and English label. */
public val DutyDays.term: Term
    get() = word("DutyDays", this)

/** Its code, Chinese term and English label. */
public val CallState.term: Term
    get() = word("CallState", this)

/** Its code, Chinese term and English label. */
public val RecordField.term: Term
    get() = word("RecordField", this)

/** Its code, Chinese term and English label. */
public val Publication.term: Term
    get() = word("Publication", this)

/** Its code, Chinese term and English label. */
public val Private.term: Term
    get() = word("Private", this)

/** Its code, Chinese term and English label. */
public val DutyKind.term: Term
    get() = word("DutyKind", this)

/** Its code, Chinese term and English label. */
public val Every.term: Term
    get() = word("Every", this)

/** Its code, Chinese term and English label. */
public val DutyUnit.term: Term
    get() = word("DutyUnit", this)

/** Its code, Chinese term and English label. */
public val Covers.term: Term
    get() = word("Covers", this)

/** Its code, Chinese term and English label. */
public val DutyState.term: Term
    get() = word("DutyState", this)

/** Its code, Chinese term and English label. */
public val RecordUse.term: Term
    get() = word("RecordUse", this)

/** Its code, Chinese term and English label. */
public val CheckItem.term: Term
    get() = word("CheckItem", this)

/** Its code, Chinese term and English label. */
public val CardPlace.term: Term
    get() = word("CardPlace", this)

/** Its code, Chinese term and English label. */
public val ChangeKind.term: Term
    get() = word("ChangeKind", this)

/** Its code, Chinese term and English label. */
public val FigureBy.term: Term
    get() = word("FigureBy", this)

/** Its code, Chinese term and English label. */
public val IdentityFault.term: Term
    get() = word("IdentityFault", this)

/** Its code, Chinese term and English label. */
public val LedgerField.term: Term
    get() = word("LedgerField", this)

/** Its code, Chinese term and English label. */
public val PhoneFault.term: Term
    get() = word("PhoneFault", this)

/** Its code, Chinese term and English label. */
public val Section.term: Term
    get() = word("Section", this)

/** Its code, Chinese term and English label. */
public val Sex.term: Term
    get() = word("Sex", this)

/** Its code, Chinese term and English label. */
public val View.term: Term
    get() = word("View", this)

/** Its code, Chinese term and English label. */
public val Conduct.term: Term
    get() = word("Conduct", this)

/** Its code, Chinese term and English label. */
public val ConductSource.term: Term
    get() = word("ConductSource", this)

/** Its code, Chinese term and English label. */
public val ConductState.term: Term
    get() = word("ConductState", this)

/** Its code, Chinese term and English label. */
public val ConductStep.term: Term
    get() = word("ConductStep", this)

/** Its code, Chinese term and English label. */
public val MeetingKind.term: Term
    get() = word("MeetingKind", this)

/** Its code, Chinese term and English label. */
public val Presence.term: Term
    get() = word("Presence", this)

/** Its code, Chinese term and English label. */
public val ItemOutcome.term: Term
    get() = word("ItemOutcome", this)

/** Its code, Chinese term and English label. */
public val MinutesView.term: Term
    get() = word("MinutesView", this)

/** Its code, Chinese term and English label. */
public val DeliberationStep.term: Term
    get() = word("DeliberationStep", this)

/** Its code, Chinese term and English label. */
public val RolloutPhase.term: Term
    get() = word("RolloutPhase", this)

/** Its code, Chinese term and English label. */
public val RolloutTask.term: Term
    get() = word("RolloutTask", this)

/** Its code, Chinese term and English label. */
public val TaskState.term: Term
    get() = word("TaskState", this)

/** Its code, Chinese term and English label. */
public val TermSystem.term: Term
    get() = word("TermSystem", this)

/** Its code, Chinese term and English label. */
public val Belongs.term: Term
    get() = word("Belongs", this)

/** Its code, Chinese term and English label. */
public val ItemState.term: Term
    get() = word("ItemState", this)

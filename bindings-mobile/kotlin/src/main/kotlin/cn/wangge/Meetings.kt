// Meetings and conduct as Kotlin says them. In Java: `Meetings.meeting(json)`, `Meetings.raised(derived, null)`.
@file:JvmName("Meetings")

package cn.wangge

/** The meeting from its JSON, as [Meeting.toJson] wrote it; a record that cannot be is refused. */
@Throws(WanggeException::class)
public fun meeting(json: String): Meeting = meetingFromJson(json)

/** Which of the two it is: settled here, or referred upwards (M-4.3, M-4.4). */
public val ItemDecision.outcome: ItemOutcome
    get() =
        when (this) {
            is ItemDecision.Settle -> ItemOutcome.SETTLE
            is ItemDecision.ReferUp -> ItemOutcome.REFER_UP
        }

/** What is to be raised in the register; [person] where nobody held the case, and null where neither names anybody. */
public fun DerivedConduct.raised(person: String? = null): Raise? =
    (this.person ?: person)?.let { Raise(conduct, it, ConductSource.CASES, text, role, restsOn) }

// Cases as Kotlin says them. In Java: `Cases.getKind(step)`, `Cases.getToRemind(board)`, `Wangge.event(json)`.
@file:JvmName("Cases")

package cn.wangge

import java.time.LocalDateTime

/** The event from its JSON, as [Event.toJson] wrote it; a field that cannot be used is refused. */
@Throws(WanggeException::class)
public fun Event.Companion.fromJson(text: String): Event = eventFromJson(text)

/** A case as it stands now; it does not change with the log. In Java, where `case` is a keyword: `log.caseOf(id)`. */
@Throws(WanggeException::class)
public fun CaseLog.case(id: String): Case = caseOf(id)

/** The rows that are late. */
public val Board.late: List<BoardRow>
    get() = rows.filter { it.light == Light.RED }

/** The rows that are due today and not late yet. */
public val Board.dueToday: List<BoardRow>
    get() = rows.filter { it.dueToday }

/** The rows that are due from today to Sunday and not late yet. */
public val Board.dueThisWeek: List<BoardRow>
    get() = rows.filter { it.dueThisWeek }

/** Whom to remind of what, by whose turn it is; the key null has those that were given to nobody. */
public val Board.toRemind: Map<String?, List<BoardRow>>
    get() = rows.filter { it.remind }.groupBy { it.holder }

/** Whether the stage was left too late, or is late at a moment: late from the due moment on. */
public fun StageClock.isLate(now: LocalDateTime): Boolean {
    val at = due.at ?: return false
    return (left ?: now) >= at
}

/** Which step it is. */
public val CaseStep.kind: StepKind
    get() =
        when (this) {
            is CaseStep.Collect -> StepKind.COLLECT
            is CaseStep.File -> StepKind.FILE
            is CaseStep.Decline -> StepKind.DECLINE
            is CaseStep.SettleOnSpot -> StepKind.SETTLE_ON_SPOT
            is CaseStep.Dispatch -> StepKind.DISPATCH
            is CaseStep.Accept -> StepKind.ACCEPT
            is CaseStep.Return -> StepKind.RETURN
            is CaseStep.Transfer -> StepKind.TRANSFER
            is CaseStep.ReportUp -> StepKind.REPORT_UP
            is CaseStep.PutToMeeting -> StepKind.PUT_TO_MEETING
            is CaseStep.TakeFromMeeting -> StepKind.TAKE_FROM_MEETING
            is CaseStep.Feedback -> StepKind.FEEDBACK
            is CaseStep.Verify -> StepKind.VERIFY
            is CaseStep.Tell -> StepKind.TELL
            is CaseStep.Close -> StepKind.CLOSE
            is CaseStep.Merge -> StepKind.MERGE
            is CaseStep.Withdraw -> StepKind.WITHDRAW
            is CaseStep.Reopen -> StepKind.REOPEN
            is CaseStep.FollowUp -> StepKind.FOLLOW_UP
            is CaseStep.Appeal -> StepKind.APPEAL
            is CaseStep.DecideAppeal -> StepKind.DECIDE_APPEAL
            is CaseStep.Pause -> StepKind.PAUSE
            is CaseStep.Resume -> StepKind.RESUME
            is CaseStep.AskExtension -> StepKind.ASK_EXTENSION
            is CaseStep.DecideExtension -> StepKind.DECIDE_EXTENSION
            is CaseStep.Supervise -> StepKind.SUPERVISE
            is CaseStep.Lift -> StepKind.LIFT
            is CaseStep.Reclassify -> StepKind.RECLASSIFY
            is CaseStep.Note -> StepKind.NOTE
        }

package cn.wangge

import java.time.LocalDate
import java.time.LocalDateTime

/** The steps of a case, for Java: `Steps.dispatch("unit-3")`. In Kotlin the members of [CaseStep] say the same. */
public object Steps {
    /** 信息采集: the matter is taken in (M-5.1, M-5.2, X-4.0). */
    @JvmStatic
    @JvmOverloads
    public fun collect(
        channel: Channel,
        served: ServedParty,
        facts: CaseFacts,
        received: LocalDateTime? = null,
        grid: String? = null,
        text: String? = null,
    ): CaseStep = CaseStep.Collect(channel, served, facts, received, grid, text)

    /** 案卷建立: a file is made of it. */
    @JvmStatic
    @JvmOverloads
    public fun file(note: String? = null): CaseStep = CaseStep.File(note)

    /** 不予受理: it is not taken on. */
    @JvmStatic
    @JvmOverloads
    public fun decline(ground: String, note: String? = null): CaseStep = CaseStep.Decline(ground, note)

    /** 现场办结: accepted, registered and settled on the spot (M-1.2, M-6.2). */
    @JvmStatic
    @JvmOverloads
    public fun settleOnSpot(
        settlement: Settlement,
        told: Boolean,
        note: String? = null,
    ): CaseStep = CaseStep.SettleOnSpot(settlement, told, note)

    /** 任务派遣: it is given to somebody. */
    @JvmStatic
    @JvmOverloads
    public fun dispatch(to: String, note: String? = null): CaseStep = CaseStep.Dispatch(to, note)

    /** 接收: the first to accept is the 第一责任人 (M-5.4). */
    @JvmStatic
    @JvmOverloads
    public fun accept(note: String? = null): CaseStep = CaseStep.Accept(note)

    /** 退回: it is given back. */
    @JvmStatic
    public fun giveBack(opinion: String): CaseStep = CaseStep.Return(opinion)

    /** 转办: it is passed to somebody else, who has yet to accept it. */
    @JvmStatic
    @JvmOverloads
    public fun transfer(to: String, note: String? = null): CaseStep = CaseStep.Transfer(to, note)

    /** 上报: it is reported upwards (M-4.4, M-6.4, M-6.5, X-4.1c). */
    @JvmStatic
    @JvmOverloads
    public fun reportUp(
        to: Handler,
        handOver: Boolean,
        note: String? = null,
    ): CaseStep = CaseStep.ReportUp(to, handOver, note)

    /** 提交民情分析会: it is put to the meeting (M-1.3, M-4.3). */
    @JvmStatic
    @JvmOverloads
    public fun putToMeeting(
        topic: Topic,
        meeting: LocalDate? = null,
        note: String? = null,
    ): CaseStep = CaseStep.PutToMeeting(topic, meeting, note)

    /** 民情分析会议定: it comes back from the meeting (M-4.3, M-4.4). */
    @JvmStatic
    public fun takeFromMeeting(beyond: Boolean, opinion: String): CaseStep = CaseStep.TakeFromMeeting(beyond, opinion)

    /** 处理反馈: what was done is fed back. */
    @JvmStatic
    @JvmOverloads
    public fun feedback(outcome: Outcome, note: String? = null): CaseStep = CaseStep.Feedback(outcome, note)

    /** 核查: what was fed back is verified. */
    @JvmStatic
    @JvmOverloads
    public fun verify(passed: Boolean, note: String? = null): CaseStep = CaseStep.Verify(passed, note)

    /** 告知服务对象: the person served is told of the result (M-6.2 to M-6.4). */
    @JvmStatic
    @JvmOverloads
    public fun tell(note: String? = null): CaseStep = CaseStep.Tell(note)

    /** 结案: it is closed. */
    @JvmStatic
    @JvmOverloads
    public fun close(settlement: Settlement, note: String? = null): CaseStep = CaseStep.Close(settlement, note)

    /** 并案: it is another case once more. */
    @JvmStatic
    @JvmOverloads
    public fun merge(into: String, note: String? = null): CaseStep = CaseStep.Merge(into, note)

    /** 撤回: whoever brought it takes it back. */
    @JvmStatic
    @JvmOverloads
    public fun withdraw(note: String? = null): CaseStep = CaseStep.Withdraw(note)

    /** 重新办理: it is opened again. */
    @JvmStatic
    public fun reopen(ground: String): CaseStep = CaseStep.Reopen(ground)

    /** 跟踪回访: what was eased is looked at again (X-4.2c). */
    @JvmStatic
    @JvmOverloads
    public fun followUp(resolved: Boolean, note: String? = null): CaseStep = CaseStep.FollowUp(resolved, note)

    /** 申诉: its being late is appealed against. */
    @JvmStatic
    @JvmOverloads
    public fun appeal(ground: String, note: String? = null): CaseStep = CaseStep.Appeal(ground, note)

    /** 申诉裁定: the appeal is decided. The fact stays; a granted one keeps it out of the assessment. */
    @JvmStatic
    @JvmOverloads
    public fun decideAppeal(granted: Boolean, note: String? = null): CaseStep = CaseStep.DecideAppeal(granted, note)

    /** 挂账: its clock is stopped. */
    @JvmStatic
    @JvmOverloads
    public fun pause(ground: String, note: String? = null): CaseStep = CaseStep.Pause(ground, note)

    /** 恢复办理: its clock runs again. */
    @JvmStatic
    @JvmOverloads
    public fun resume(note: String? = null): CaseStep = CaseStep.Resume(note)

    /** 申请延期: more time is asked for. */
    @JvmStatic
    @JvmOverloads
    public fun askExtension(
        by: TermOfTime,
        ground: String,
        note: String? = null,
    ): CaseStep = CaseStep.AskExtension(by, ground, note)

    /** 延期审批: the extension is granted or refused. */
    @JvmStatic
    @JvmOverloads
    public fun decideExtension(
        granted: Boolean,
        by: TermOfTime? = null,
        note: String? = null,
    ): CaseStep = CaseStep.DecideExtension(granted, by, note)

    /** 督办: it is put under supervision, or under a higher level of it (X-4.3a). */
    @JvmStatic
    @JvmOverloads
    public fun supervise(level: SupervisionLevel, note: String? = null): CaseStep = CaseStep.Supervise(level, note)

    /** 解除督办: supervision ends. */
    @JvmStatic
    @JvmOverloads
    public fun lift(note: String? = null): CaseStep = CaseStep.Lift(note)

    /** 重新定性: its facts are corrected; the limit follows, the receipt does not. */
    @JvmStatic
    public fun reclassify(facts: CaseFacts, ground: String): CaseStep = CaseStep.Reclassify(facts, ground)

    /** 备注: something is written down. */
    @JvmStatic
    public fun note(text: String): CaseStep = CaseStep.Note(text)
}

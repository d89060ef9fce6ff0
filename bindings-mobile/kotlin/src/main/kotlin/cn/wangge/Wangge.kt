package cn.wangge

import java.time.LocalDate
import java.time.LocalDateTime

/**
 * The library from Java, where companions, default arguments and extensions have no good spelling:
 * `Wangge.preset("combined")`, `Wangge.addWorkdays(calendar, day, 15)`. In Kotlin the types themselves say the same.
 */
public object Wangge {
    /** The State Council's calendar of working days (E-3). */
    @JvmStatic
    public fun calendar(): WorkCalendar = WorkCalendar.china()

    /** A calendar from JSON: what `toJson` wrote, or an object of years alone. */
    @JvmStatic
    @Throws(WanggeException::class)
    public fun calendar(json: String): WorkCalendar = WorkCalendar.fromJson(json)

    /** A preset; [presets] names them. */
    @JvmStatic
    @Throws(WanggeException::class)
    public fun preset(name: String): Policy = Policy.preset(name)

    /** Reads and checks a policy file; every fault of it is in the exception. */
    @JvmStatic
    @Throws(WanggeException::class)
    public fun policy(toml: String): Policy = Policy.fromToml(toml)

    /** The names of the presets. */
    @JvmStatic
    public fun presets(): List<String> = cn.wangge.presets()

    /** The TOML text of a preset, as a start for a county's own file. */
    @JvmStatic
    @Throws(WanggeException::class)
    public fun presetToml(name: String): String = cn.wangge.presetToml(name)

    /** The clause with this id; null where there is none. */
    @JvmStatic
    public fun clause(id: String): Clause? = findClause(id)

    /** Every clause of the documents and of the extensions. */
    @JvmStatic
    public fun clauses(): List<Clause> = cn.wangge.clauses()

    /** Reads a limit as people write it (`7个工作日`, `2紧急工作时`), dropping no word. */
    @JvmStatic
    @Throws(WanggeException::class)
    public fun readLimit(text: String): LimitText = cn.wangge.readLimit(text)

    /** The version of the native library. */
    @JvmStatic
    public fun version(): String = cn.wangge.version()

    /** The working day that [n] working days from a day come to; below 0 backwards. */
    @JvmStatic
    @JvmOverloads
    @Throws(WanggeException::class)
    public fun addWorkdays(
        calendar: WorkCalendar,
        date: LocalDate,
        n: Int,
        start: Start = Start.NEXT_DAY,
        makeUp: MakeUp = MakeUp.COUNT,
    ): LocalDate = calendar.addWorkdays(date, n, start, makeUp)

    /** The same with every day walked and why it counted or not. */
    @JvmStatic
    @JvmOverloads
    @Throws(WanggeException::class)
    public fun explain(
        calendar: WorkCalendar,
        date: LocalDate,
        n: Int,
        start: Start = Start.NEXT_DAY,
        makeUp: MakeUp = MakeUp.COUNT,
    ): Walk = calendar.explain(date, n, start, makeUp)

    /** How many working days lie after [a] up to and including [b]. */
    @JvmStatic
    @JvmOverloads
    @Throws(WanggeException::class)
    public fun workdaysBetween(
        calendar: WorkCalendar,
        a: LocalDate,
        b: LocalDate,
        makeUp: MakeUp = MakeUp.COUNT,
    ): Int = calendar.workdaysBetween(a, b, makeUp)

    /** The route of an issue with these facts (M-6). */
    @JvmStatic
    @JvmOverloads
    @Throws(WanggeException::class)
    public fun route(
        policy: Policy,
        scope: Scope,
        major: Boolean,
        sudden: Boolean,
        work: Work? = null,
        complexity: Complexity? = null,
    ): Route = policy.route(scope, major, sudden, work, complexity)

    /** Somebody on a roster; the identity as a code or a Chinese term of, or in the roster's own words. */
    @JvmStatic
    @JvmOverloads
    public fun person(id: String, identity: String? = null, livesInGrid: Boolean? = null): Person =
        Person(id, identity?.let(::standingOf), livesInGrid)

    /** A village of which only the households and the kind of place are known. */
    @JvmStatic
    @JvmOverloads
    public fun extent(households: Int, place: Place? = null): Extent = Extent(households, place = place)

    /** Counts of units and periods; see [Tallies]. */
    @JvmStatic
    @Throws(WanggeException::class)
    public fun tallies(units: List<String>, periods: List<Period>, counts: List<CountRow>): Tallies =
        Tallies(units, periods, counts)

    /** Marks in proportion; see [Curve]. */
    @JvmStatic
    @Throws(WanggeException::class)
    public fun linear(full: String): Curve = Curve.linear(full)

    /** Full marks at the target, so many off for each percentage point below it; see [Curve]. */
    @JvmStatic
    @Throws(WanggeException::class)
    public fun slope(full: String, target: String, perPoint: String, floor: String): Curve =
        Curve.slope(full, target, perPoint, floor)

    /** Marks by steps, the highest first; see [Curve]. */
    @JvmStatic
    @Throws(WanggeException::class)
    public fun steps(full: String, steps: List<CurveStep>): Curve = Curve.steps(full, steps)

    /** So many marks off for each that is counted; see [Curve]. */
    @JvmStatic
    @Throws(WanggeException::class)
    public fun deduct(full: String, per: String, cap: String): Curve = Curve.deduct(full, per, cap)

    /** A case for [score] and [rank]; open where no day of settlement is given. */
    @JvmStatic
    @JvmOverloads
    public fun caseRow(
        village: String,
        received: LocalDate,
        complexity: Complexity,
        closed: LocalDate? = null,
    ): CaseRow = CaseRow(village, received, closed, complexity)

    /** The marks of every village on a sheet of the policy, such as `grid_work`. */
    @JvmStatic
    @Throws(WanggeException::class)
    public fun score(
        policy: Policy,
        calendar: WorkCalendar,
        sheet: String,
        cases: List<CaseRow>,
        start: LocalDate,
        end: LocalDate,
        asOf: LocalDate,
    ): Scores = cn.wangge.score(policy, calendar, sheet, cases, start, end, asOf)

    /** The villages by their on-time rate (X-4.3b). */
    @JvmStatic
    @Throws(WanggeException::class)
    public fun rank(
        policy: Policy,
        calendar: WorkCalendar,
        cases: List<CaseRow>,
        start: LocalDate,
        end: LocalDate,
        asOf: LocalDate,
    ): Ranking = cn.wangge.rank(policy, calendar, cases, start, end, asOf)

    /** A household, or a building of [weight] of them; see [Household]. */
    @JvmStatic
    @JvmOverloads
    public fun household(
        x: Double,
        y: Double,
        group: String? = null,
        weight: Int = 1,
        zone: String? = null,
        pin: String? = null,
        amounts: Map<Dimension, Int> = mapOf(),
    ): Household = Household(x, y, group, weight, zone, pin, amounts)

    /** Households, checked, for any number of divisions and audits; see [Households]. */
    @JvmStatic
    @JvmOverloads
    @Throws(WanggeException::class)
    public fun households(
        rows: List<Household>,
        crs: Crs,
        barriers: List<List<Position>> = listOf(),
        zones: List<String>? = null,
    ): Households = Households(rows, crs, barriers, zones)

    /** The options of a division, set one by one. */
    @JvmStatic
    public fun options(): DivisionOptionsBuilder = DivisionOptionsBuilder()

    /**
     * Divides households into grids. [progress] is told how far it has come, on the calling thread; an
     * exception that it throws ends the division and comes out as it is.
     */
    @JvmStatic
    @JvmOverloads
    @Throws(WanggeException::class)
    public fun divide(
        policy: Policy,
        households: Households,
        options: DivisionOptions = DivisionOptions(),
        progress: ProgressListener? = null,
    ): Division =
        if (progress == null) policy.divide(households, options) else policy.divide(households, options, progress::onProgress)

    /** Judges a division: [labels] names the grid of each row, in any words; null where it has none. */
    @JvmStatic
    @JvmOverloads
    @Throws(WanggeException::class)
    public fun audit(
        policy: Policy,
        households: Households,
        labels: List<String?>,
        options: DivisionOptions = DivisionOptions(),
    ): Audit = policy.audit(households, labels, options)

    /** A division as it was; with [labels] for the households as they are now, null for one that came since. */
    @JvmStatic
    @JvmOverloads
    public fun previous(division: Division, labels: List<Int?> = division.labels): Previous = Previous.of(division, labels)

    /** Adapts a division to the households as they are now; [freedom] in percent, 0 for the least change. */
    @JvmStatic
    @JvmOverloads
    @Throws(WanggeException::class)
    public fun redivide(
        policy: Policy,
        households: Households,
        previous: Previous,
        freedom: Int,
        options: DivisionOptions = DivisionOptions(),
    ): Redivision = policy.redivide(households, previous, freedom, options)

    /** A log without a case, under a policy whose terms a calendar counts; see [CaseLog]. */
    @JvmStatic
    public fun caseLog(policy: Policy, calendar: WorkCalendar): CaseLog = CaseLog(policy, calendar)

    /** The log that events come to; see [CaseLog]. */
    @JvmStatic
    @Throws(WanggeException::class)
    public fun replay(events: List<Event>, policy: Policy, calendar: WorkCalendar): CaseLog = CaseLog.replay(events, policy, calendar)

    /** The event from its JSON, as `toJson` wrote it. */
    @JvmStatic
    @Throws(WanggeException::class)
    public fun event(json: String): Event = eventFromJson(json)

    /** What is known of a matter; see [CaseFacts]. */
    @JvmStatic
    @JvmOverloads
    public fun facts(
        scope: Scope,
        major: Boolean = false,
        sudden: Boolean = false,
        work: Work? = null,
        complexity: Complexity? = null,
    ): CaseFacts = CaseFacts(scope, major, sudden, work, complexity)

    /** What is asked of a case; see [Command]. */
    @JvmStatic
    @JvmOverloads
    public fun command(
        case: String,
        expected: Long,
        at: LocalDateTime,
        actor: Actor,
        step: CaseStep,
        id: String? = null,
    ): Command = Command(case, expected, at, actor, step, id)

    /** A call (来电、来访记录, M-5.2), its other fields set one by one; see [Call]. */
    @JvmStatic
    public fun call(
        id: String,
        at: LocalDateTime,
        channel: Channel,
        served: ServedParty,
    ): CallBuilder = CallBuilder(Call(id, at, channel, served = served))

    /** A roster (值班表); see [Roster]. */
    @JvmStatic
    @JvmOverloads
    public fun roster(
        shifts: List<Shift>,
        leaves: List<Leave> = listOf(),
        swaps: List<Swap> = listOf(),
    ): Roster = Roster(shifts, leaves, swaps)

    /** A ledger out of the rows of a table (民情台账, X-5); see [Ledger.fromRows]. */
    @JvmStatic
    @JvmOverloads
    @Throws(WanggeException::class)
    public fun ledger(
        fields: List<LedgerField>,
        rows: List<List<String>>,
        firstRow: Long = 2,
    ): Ledger = Ledger.fromRows(fields, rows, firstRow)

    /** What somebody sees of a ledger without saying of what: the office and the public; see [Policy.viewLedger]. */
    @JvmStatic
    @Throws(WanggeException::class)
    public fun viewLedger(
        policy: Policy,
        ledger: Ledger,
        view: View,
        day: LocalDate,
    ): LedgerView = policy.viewLedger(ledger, view, day)

    /** What is wrong with an identity number (GB 11643-1999), or what it says. */
    @JvmStatic
    @Throws(WanggeException::class)
    public fun readIdentity(number: String, day: LocalDate): IdentityReading = cn.wangge.readIdentity(number, day)

    /** What a number to call is, or what is wrong with it. */
    @JvmStatic
    public fun readPhone(phone: String): PhoneReading = cn.wangge.readPhone(phone)

    /** What of a private value may stand in a list of faults or of changes. */
    @JvmStatic
    public fun mask(field: LedgerField, text: String): String = cn.wangge.mask(field, text)

    /** How the answer to a call is made known (M-5.5), and what of a person stands in its text. */
    @JvmStatic
    public fun publication(call: Call, text: String): Published = cn.wangge.publication(call, text)

    /** The parts of a text by which a person could be found (M-7.1.4): `text.substring(part.getStart(), part.getEnd())`. */
    @JvmStatic
    public fun privateParts(text: String): List<PrivatePart> = cn.wangge.privateParts(text)
}

// Dividing as Kotlin says it. From Java, `Wangge.divide` and `Wangge.options` say the same.
@file:JvmName("Divisions")

package cn.wangge

/** The grids, zone by zone, each zone row by row from its north-west. */
public val Division.grids: List<Grid>
    get() = measures.grids

/**
 * Divides households, and tells how far it has come, on the calling thread; the answer says whether to go on. An
 * exception that [progress] throws ends the division and comes out as it is.
 *
 * ```
 * val division = policy.divide(households) { at -> if (job.isActive) Go.ON else Go.CANCEL }
 * ```
 */
@Throws(WanggeException::class)
public fun Policy.divide(
    households: Households,
    options: DivisionOptions = DivisionOptions(),
    progress: (Progress) -> Go,
): Division {
    val relay = Relay(progress)
    try {
        return divide(households, options, relay)
    } catch (refusal: WanggeException.Cancelled) {
        throw relay.thrown ?: refusal
    }
}

/** Keeps what was thrown: an `Error` would not cross, and an exception only as a text. */
private class Relay(private val tell: (Progress) -> Go) : ProgressListener {
    var thrown: Throwable? = null

    override fun onProgress(progress: Progress): Go =
        try {
            tell(progress)
        } catch (thrown: Throwable) {
            this.thrown = thrown
            Go.CANCEL
        }
}

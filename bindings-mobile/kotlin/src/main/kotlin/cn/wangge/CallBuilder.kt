package cn.wangge

import java.time.LocalDate
import java.time.LocalDateTime

/** A call, for Java: `Wangge.call("H-1", at, Channel.HOTLINE, ServedParty.KNOWN).takenBy("p-4").content("停水").build()`. */
public class CallBuilder internal constructor(private var made: Call) {
    /** Who took it, by an id: the 首问责任人 (M-5.3). */
    public fun takenBy(staff: String): CallBuilder = set { copy(takenBy = staff) }

    /** It is to be kept confidential (M-7.1.4). */
    public fun confidential(): CallBuilder = set { copy(confidential = true) }

    /** It is of general concern (M-5.5). */
    public fun generalConcern(): CallBuilder = set { copy(generalConcern = true) }

    /** What was said. */
    public fun content(content: String): CallBuilder = set { copy(content = content) }

    /** What is wanted. */
    public fun need(need: String): CallBuilder = set { copy(need = need) }

    /** Where it is. */
    public fun place(place: String): CallBuilder = set { copy(place = place) }

    /** When it was answered on the spot. */
    public fun answered(at: LocalDateTime): CallBuilder = set { copy(answered = at) }

    /** The case that it became. */
    public fun becameCase(id: String): CallBuilder = set { copy(case = id) }

    /** When the caller was told how it stands. */
    public fun fedBack(at: LocalDateTime): CallBuilder = set { copy(fedBack = at) }

    /** The day its answer was put on the notice board. */
    public fun published(day: LocalDate): CallBuilder = set { copy(published = day) }

    /** The call. */
    public fun build(): Call = made

    private fun set(change: Call.() -> Call): CallBuilder {
        made = made.change()
        return this
    }
}

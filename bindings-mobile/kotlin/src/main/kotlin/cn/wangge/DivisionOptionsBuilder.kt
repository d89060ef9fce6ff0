package cn.wangge

/** The options of a division, for Java: `Wangge.options().grids(4).headroom(10).build()`. */
public class DivisionOptionsBuilder {
    private var made = DivisionOptions()

    /** That many grids in each zone; else what the policy prefers. */
    public fun grids(grids: Int): DivisionOptionsBuilder = set { copy(grids = GridsWanted.Exactly(grids)) }

    /** That many grids in each zone named; in the others what the policy prefers. */
    public fun grids(byZone: Map<String, Int>): DivisionOptionsBuilder = set { copy(grids = GridsWanted.ByZone(byZone)) }

    /** What to strive for, the first before the others; else the policy's `grid.aims`. */
    public fun aims(vararg aims: Aim): DivisionOptionsBuilder = set { copy(aims = aims.toList()) }

    /** Percent of the largest size to leave free; else the policy's `grid.headroom`, none where it does not say. */
    public fun headroom(percent: Int): DivisionOptionsBuilder = set { copy(headroom = percent) }

    /** Refuse a division with a grid in several parts, where its zone is in one. */
    public fun contiguous(): DivisionOptionsBuilder = set { copy(contiguous = true) }

    /** The kind of place, for policies with bands of their own for it. */
    public fun place(place: Place): DivisionOptionsBuilder = set { copy(place = place) }

    /** Codes of the regions by zone; by the empty name where there are no zones. */
    public fun regions(regions: Map<String, String>): DivisionOptionsBuilder = set { copy(regions = regions) }

    /** Another seed may find another division; 0 or more. */
    public fun seed(seed: Long): DivisionOptionsBuilder = set { copy(seed = seed) }

    /** How many rounds are sought: fewer cost shape, never lawfulness. */
    public fun rounds(rounds: Int): DivisionOptionsBuilder = set { copy(rounds = rounds) }

    /** The options. */
    public fun build(): DivisionOptions = made

    private fun set(change: DivisionOptions.() -> DivisionOptions): DivisionOptionsBuilder {
        made = made.change()
        return this
    }
}

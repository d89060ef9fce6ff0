package cn.wangge

/** The clause with this id; null where there is none. */
public fun Clause.Companion.find(id: String): Clause? = findClause(id)

/** The names of the presets. */
public fun Policy.Companion.presets(): List<String> = cn.wangge.presets()

/** A division for the same households: none came, none went; or, with [labels], for the households as they are now. */
public fun Previous.Companion.of(division: Division, labels: List<Int?> = division.labels): Previous =
    Previous(labels, division.grids.map { GridName(it.zone, it.number, it.code) })

package cn.wangge

/** The clause with this id; null where there is none. */
public fun Clause.Companion.find(id: String): Clause? = findClause(id)

/** The names of the presets. */
public fun Policy.Companion.presets(): List<String> = cn.wangge.presets()

package cn.wangge

import java.util.Locale
import kotlin.test.assertTrue
import kotlin.test.fail

/** The runners of the vectors of divisions; the README of the vectors says how the cells are written. */
internal class DivisionVectors(private val policy: (String) -> Policy) {
    /** A run of households: `120@0/0/0/3;group=东`. */
    private class Run(item: String) {
        private val parts = item.split(";")
        private val place = parts[0].substringAfter("@").split("/").map { it.toDouble() } + listOf(0.0, 0.0)
        private val of = parts.drop(1).associate { it.substringBefore("=") to it.substringAfter("=") }
        val count = parts[0].substringBefore("@").toInt()

        fun rows() = List(count) {
            val (x, y, dx, dy) = place
            Household(x + it * dx, y + it * dy, of["group"], of["weight"]?.toInt() ?: 1, of["zone"], of["pin"])
        }
    }

    fun divisions(cell: List<String>): List<Any?> = refused(5) {
        val (policy, crs, households, options) = cell
        val runs = words(households).map(::Run)
        val division = households(runs, crs, options).use { policy(policy).divide(it, options(options)) }
        listOf(
            division.grids.joinToString(" ") { it.households.toString() },
            parts(runs, division.labels),
            division.grids.mapNotNull { it.code }.joinToString(" "),
            division.splits.joinToString(" ") { "${it.group}:${it.because.code}" },
            division.log.joinToString(" ") { it.code },
        )
    }

    fun audits(cell: List<String>): List<Any?> = refused(4) {
        val (policy, crs, households, names, options) = cell
        val runs = words(households).map(::Run)
        val labels = runs.zip(words(names)).flatMap { (run, name) -> List(run.count) { name.takeIf { it != "-" } } }
        val audit = households(runs, crs, options).use { policy(policy).audit(it, labels, options(options)) }
        listOf(
            audit.measures.grids.joinToString(" ") { it.households.toString() },
            "%.3f".format(Locale.ROOT, audit.measures.rms),
            audit.findings.joinToString(" ") { "${it.weight.name.lowercase()}:${it.code}" },
            audit.ours?.grids?.size,
        )
    }

    fun villages(cell: List<String>): List<Any?> {
        val (policy, seed, hamlets, households, side) = cell
        val crs = Crs.valueOf(cell[5].uppercase())
        val aims = cell[6].ifEmpty { null }?.split("/")?.map { Aim.valueOf(it.uppercase()) }
        val rows = village(seed.toLong(), hamlets.toInt(), households.toInt(), side.toInt(), crs)
        val division = Households(rows, crs).use { policy(policy).divide(it, DivisionOptions(aims = aims)) }
        assertTrue(division.grids.all { it.households in 100..150 })
        return listOf(division.grids.size, hash(division.labels))
    }

    private fun households(runs: List<Run>, crs: String, options: String): Households {
        val line = words(options).firstOrNull { it.startsWith("barrier=") }?.substringAfter("=")
        val barrier = line?.split(">")?.map { Position(it.substringBefore("/").toDouble(), it.substringAfter("/").toDouble()) }
        return Households(runs.flatMap { it.rows() }, Crs.valueOf(crs.uppercase()), listOfNotNull(barrier))
    }

    private fun options(text: String): DivisionOptions =
        words(text).fold(DivisionOptions()) { made, option ->
            val value = option.substringAfter("=")
            when (val key = option.substringBefore("=")) {
                "grids" -> made.copy(grids = wanted(value))
                "aims" -> made.copy(aims = value.split("/").map { Aim.valueOf(it.uppercase()) })
                "headroom" -> made.copy(headroom = value.toInt())
                "contiguous" -> made.copy(contiguous = true)
                "regions" -> made.copy(regions = pairs(value))
                "barrier" -> made
                else -> fail("option $key")
            }
        }

    private fun wanted(text: String): GridsWanted =
        text.toIntOrNull()?.let(GridsWanted::Exactly) ?: GridsWanted.ByZone(pairs(text).mapValues { it.value.toInt() })

    private fun pairs(text: String) = text.split("/").associate { it.substringBefore(":") to it.substringAfter(":") }

    private fun parts(runs: List<Run>, labels: List<Int>): String {
        var first = 0
        return runs.joinToString(" ") { run ->
            val counts = labels.subList(first, first + run.count).groupingBy { it }.eachCount().toSortedMap()
            first += run.count
            counts.keys.singleOrNull()?.toString() ?: counts.entries.joinToString("+") { "${it.key}:${it.value}" }
        }
    }

    /** `error:input.row/100/x`: the code, and what it names. */
    private fun refused(columns: Int, answer: () -> List<Any?>): List<Any?> =
        try {
            answer()
        } catch (refusal: WanggeException) {
            val named = if (refusal is WanggeException.Input) "/${refusal.row ?: ""}/${refusal.column}" else ""
            listOf("error:${refusal.code}$named") + List(columns - 1) { null }
        }

    private fun words(list: String) = list.split(" ").filter { it.isNotEmpty() }
}

/** The generator of the README of the vectors: hamlets of about the same size in a square of [side] metres. */
internal fun village(seed: Long, hamlets: Int, households: Int, side: Int, crs: Crs = Crs.METRES): List<Household> {
    var state = seed
    fun next(below: Int): Double {
        state = state * 6364136223846793005L + 1442695040888963407L
        return ((state ushr 33) % below).toDouble()
    }
    val centres = List(hamlets) { Pair(next(side), next(side)) }
    return List(households) {
        val (x, y) = centres[it % hamlets]
        val east = x + next(100) + next(100)
        val north = y + next(100) + next(100)
        val degrees = crs == Crs.LONLAT
        Household(
            if (degrees) 117.0 + east / 100_000.0 else east,
            if (degrees) 31.0 + north / 100_000.0 else north,
            group = "h${it % hamlets}",
        )
    }
}

/** FNV-1a over the labels, four bytes each, the lowest first. */
internal fun hash(labels: List<Int>): String {
    var hash = -0x340d631b7bdddcdbL
    for (label in labels) {
        for (shift in 0..24 step 8) hash = (hash xor ((label ushr shift) and 0xff).toLong()) * 0x100000001b3L
    }
    return "%016x".format(hash)
}

package cn.wangge

import java.time.Instant
import java.time.LocalDate

/**
 * Somebody on the card as a vCard 4.0 (电子名片, RFC 6350): name, post, village and grid, number.
 *
 * Refuses with [WanggeException.Input] for somebody without a name, or a text with control characters.
 */
@JvmSynthetic
@Throws(WanggeException::class)
public fun ServiceCard.vcard(person: CardPerson): String = vcard(this, person)

/**
 * Everybody on the card, the leader first, as telephones read them from one `.vcf` file.
 *
 * ```
 * val card = ServiceCard("340100000001001", leader = CardPerson("p-1", "示例甲"))   // made up
 * check(card.vcards().startsWith("BEGIN:VCARD\r\nVERSION:4.0\r\nFN:示例甲\r\n"))
 * ```
 *
 * Refuses as [vcard] does, with the place of the person, from 0.
 */
@JvmSynthetic
@Throws(WanggeException::class)
public fun ServiceCard.vcards(): String = vcards(this)

/**
 * The card as a page to print (民情联系服务卡, X-6): A6, upright, SVG, with a QR code.
 *
 * Refuses with [WanggeException.Input] for a text that finds no room or has control characters, more than six members, and
 * as [vcard] and [qr] do.
 */
@JvmSynthetic
@Throws(WanggeException::class)
public fun ServiceCard.page(options: PageOptions = PageOptions()): String = page(this, options)

/**
 * What other programs read, from Java, where extensions and default arguments have no good spelling:
 * `Exports.vcards(card)`, `owed.toIcs(Exports.icsOptions(Instant.now(), "example.org"), null, "V-1", null)`. It is there only
 * with the library that has the exports.
 */
public object Exports {
    /** What is asked of a calendar; see [IcsOptions]. */
    @JvmStatic
    @JvmOverloads
    public fun icsOptions(
        stamp: Instant,
        domain: String,
        name: String? = null,
        lang: Lang = Lang.ZH,
    ): IcsOptions = IcsOptions(stamp, domain, name, lang)

    /** Somebody on a card as a vCard; see [ServiceCard.vcard]. */
    @JvmStatic
    @Throws(WanggeException::class)
    public fun vcard(card: ServiceCard, person: CardPerson): String = cn.wangge.vcard(card, person)

    /** Everybody on a card, the leader first; see [ServiceCard.vcards]. */
    @JvmStatic
    @Throws(WanggeException::class)
    public fun vcards(card: ServiceCard): String = cn.wangge.vcards(card)

    /** A card as a page to print, the leader as a contact in its code where [qr] says nothing else; see [ServiceCard.page]. */
    @JvmStatic
    @JvmOverloads
    @Throws(WanggeException::class)
    public fun page(
        card: ServiceCard,
        qr: String? = null,
        made: LocalDate? = null,
        lang: Lang = Lang.ZH,
    ): String = cn.wangge.page(card, PageOptions(qr, made, lang))

    /** A text as a QR code, in SVG; 2331 bytes at most. */
    @JvmStatic
    @Throws(WanggeException::class)
    public fun qr(text: String): String = cn.wangge.qr(text)
}

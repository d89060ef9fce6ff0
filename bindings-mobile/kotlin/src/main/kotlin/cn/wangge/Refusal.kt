// What the generator cannot say of an error type. In Java: `Refusal.getCode(e)`, `Refusal.getText(e).getZh()`.
@file:JvmName("Refusal")

package cn.wangge

/** The stable code of a refusal, such as `calendar.unknown_day`. */
public val WanggeException.code: String
    get() = codeOf(this)

/** A refusal as a sentence, in both languages. */
public val WanggeException.text: RefusalText
    get() = textOf(this)

// The hotline as Kotlin says it. In Java: `Hotline.getState(call)`.
@file:JvmName("Hotline")

package cn.wangge

/** What became of a call (M-5.2). */
public val Call.state: CallState
    get() = callState(this)

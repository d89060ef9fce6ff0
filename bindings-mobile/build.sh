#!/bin/sh
# Fills kotlin/target with what Maven does not make: the generated Kotlin and the native library at JNA's path.
#   build.sh             debug library (quick; for tests)
#   build.sh mobile      the library that ships to phones: profile `mobile`, stripped; says how large it is
#   build.sh --exports   debug library with the exports, into kotlin/target/exports, for Maven's profile `exports`
#   build.sh release --exports   the library for servers: profile `release`, stripped
# The generated Kotlin asks the library for exactly its own functions, so both come from one set of features.
# Takes CARGO_TARGET_DIR as cargo does.
set -eu
here=$(cd "$(dirname "$0")" && pwd)
root=$(dirname "$here")
profile=dev
features=
into=$here/kotlin/target
for word in "$@"; do
    case $word in
        --exports) features="--features exports" into=$here/kotlin/target/exports ;;
        dev | release | mobile) profile=$word ;;
        *) echo "build.sh: $word is none of dev, release, mobile, --exports" >&2; exit 2 ;;
    esac
done
cd "$root"
target=$(cargo metadata --format-version 1 --no-deps | sed 's/.*"target_directory":"\([^"]*\)".*/\1/')

# The metadata is read from an unstripped library, so always from the debug build.
# shellcheck disable=SC2086  # two words, or none
cargo build --quiet -p wangge-mobile $features
cargo build --quiet -p wangge-bindgen
case $(uname -s) in
    Darwin) file=libwangge_mobile.dylib ;;
    *)      file=libwangge_mobile.so ;;
esac
case $(uname -s)-$(uname -m) in
    Linux-x86_64)  place=linux-x86-64 ;;
    Linux-aarch64) place=linux-aarch64 ;;
    Darwin-arm64)  place=darwin-aarch64 ;;
    Darwin-x86_64) place=darwin-x86-64 ;;
    *) echo "build.sh: no JNA path known for $(uname -s)-$(uname -m)" >&2; exit 1 ;;
esac

generated=$into/generated-sources/uniffi
native=$into/native
rm -rf "$generated" "$native"
mkdir -p "$generated" "$native/$place"
"$target/debug/uniffi-bindgen" kotlin "$target/debug/$file" "$generated"
if [ ! -f "$generated/cn/wangge/wangge.kt" ]; then
    echo "build.sh: the generator did not read uniffi.toml (no package cn.wangge)" >&2
    exit 1
fi
if [ "$profile" = dev ]; then
    folder=debug
else
    # shellcheck disable=SC2086
    cargo rustc --quiet -p wangge-mobile --lib --crate-type cdylib --profile "$profile" $features -- -C strip=symbols
    folder=$profile
fi
cp "$target/$folder/$file" "$native/$place/$file"
if [ "$profile" != dev ]; then
    echo "$file: $(wc -c <"$native/$place/$file") bytes"
fi

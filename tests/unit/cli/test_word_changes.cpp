// SPDX-License-Identifier: MIT
#include "reviewing/page.hpp"

#include <catch2/catch.hpp>

using scribe::cli::word_changes;

TEST_CASE("what two texts differ in, word by word", "[cli][review]") {
    CHECK(word_changes("a b c", "a b c") == "a b c");
    CHECK(word_changes("a very small box", "a small red box") == "a [-very-] small {+red+} box");
    CHECK(word_changes("State of it", "Where it is") == "[-State of-] {+Where+} it {+is+}");
    CHECK(word_changes("", "new text") == "{+new text+}");
    CHECK(word_changes("old\n text", "") == "[-old text-]");
    CHECK(word_changes("", "").empty());
}

TEST_CASE("texts that are too long to be compared are shown as a whole", "[cli][review]") {
    std::string many;
    for (int i = 0; i < 3000; ++i) many += "w ";
    auto const changes = word_changes(many, "w");
    CHECK(changes.starts_with("[-w w"));
    CHECK(changes.ends_with("{+w+}"));
}

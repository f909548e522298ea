// SPDX-License-Identifier: MIT
#include "base/error.hpp"
#include "catalog/secret.hpp"

#include <catch2/catch.hpp>

using namespace scribe;
using catalog::open_secret;
using catalog::seal_secret;

namespace {

constexpr catalog::KeyCost k_cheap{4, 8, 1};

/// The exit code and the message of what opening throws.
std::pair<base::ExitCode, std::string> failure(std::string_view key, std::string_view source, std::string_view sealed) {
    try {
        auto const secret = open_secret(key, source, sealed);
    } catch (base::Error const &error) {
        return {error.code(), std::string{error.what()} + error.hint()};
    }
    return {base::ExitCode::ok, ""};
}

} // namespace

TEST_CASE("a sealed password opens with its key, whatever it holds") {
    for (std::string const &password :
         {std::string{"geheim"}, std::string{}, std::string{"пароль 🔑 ñ"}, std::string(1000, 'x'),
          std::string{"nul\0inside", 10}, std::string{"quote'\"\\\n"}}) {
        auto const sealed = seal_secret("the key", "shop", password);
        CHECK(open_secret("the key", "shop", sealed).view() == password);
        if (password.size() > 3) CHECK(sealed.find(password) == std::string::npos);
    }
}

TEST_CASE("each sealing has its own salt and nonce") {
    auto const one = seal_secret("k", "shop", "geheim", k_cheap);
    auto const two = seal_secret("k", "shop", "geheim", k_cheap);
    CHECK(one.substr(4, 16) != two.substr(4, 16));
    CHECK(one.substr(20, 12) != two.substr(20, 12));
    CHECK(one.substr(48) != two.substr(48));
    CHECK(catalog::secret_mark(one) != catalog::secret_mark(two));
    CHECK(catalog::secret_mark(one).size() == 8);
    CHECK(catalog::secret_mark("").empty());
}

TEST_CASE("another key or another source does not open it") {
    auto const sealed = seal_secret("right", "shop", "geheim", k_cheap);
    for (auto const &[key, source] : {std::pair{"wrong", "shop"}, std::pair{"", "shop"}, std::pair{"right ", "shop"},
                                      std::pair{"right", "crm"}, std::pair{"right", ""}}) {
        auto const [code, message] = failure(key, source, sealed);
        CHECK(code == base::ExitCode::config);
        CHECK(message.find("geheim") == std::string::npos);
        CHECK(message.find("SCRIBE_KEY") != std::string::npos);
    }
}

TEST_CASE("a flip of any byte, a cut and an addition are noticed") {
    auto const sealed = seal_secret("right", "shop", "geheim", k_cheap);
    for (std::size_t at = 0; at < sealed.size(); ++at) {
        for (int const mask : {0x01, 0x80, 0xff}) {
            auto changed = sealed;
            changed[at] = static_cast<char>(changed[at] ^ mask);
            auto const [code, message] = failure("right", "shop", changed);
            INFO("byte " << at << " mask " << mask);
            CHECK((code == base::ExitCode::config || code == base::ExitCode::catalog));
            CHECK(message.find("geheim") == std::string::npos);
        }
    }
    for (std::size_t size = 0; size < sealed.size(); ++size) {
        CHECK(failure("right", "shop", sealed.substr(0, size)).first != base::ExitCode::ok);
    }
    CHECK(failure("right", "shop", sealed.substr(0, 40)).first == base::ExitCode::catalog);
    CHECK(failure("right", "shop", sealed + "x").first == base::ExitCode::config);
}

TEST_CASE("wiping leaves nothing of the text") {
    std::string text = "a password that is long enough to live on the heap";
    auto const *const memory = text.data();
    auto const size = text.size();
    catalog::wipe(text);
    CHECK(text.empty());
    CHECK(std::string_view{memory, size}.find_first_not_of('\0') == std::string_view::npos);
}

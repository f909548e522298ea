// SPDX-License-Identifier: MIT
#include "base/error.hpp"
#include "catalog/secret.hpp"

#include <catch2/catch.hpp>

using namespace scribe;
using catalog::open_secret;
using catalog::seal_secret;

namespace {

constexpr catalog::KeyCost k_cheap{4, 8, 1};

constexpr catalog::SecretOwner k_shop{"shop", "postgresql://ann@db/shop"};

/// The exit code and the message of what opening throws.
std::pair<base::ExitCode, std::string> failure(std::string_view key, catalog::SecretOwner const &owner,
                                               std::string_view sealed) {
    try {
        auto const secret = open_secret(key, owner, sealed);
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
        auto const sealed = seal_secret("the key", k_shop, password);
        CHECK(open_secret("the key", k_shop, sealed).view() == password);
        if (password.size() > 3) CHECK(sealed.find(password) == std::string::npos);
    }
}

TEST_CASE("each sealing has its own salt and nonce") {
    auto const one = seal_secret("k", k_shop, "geheim", k_cheap);
    auto const two = seal_secret("k", k_shop, "geheim", k_cheap);
    CHECK(one.substr(4, 16) != two.substr(4, 16));
    CHECK(one.substr(20, 12) != two.substr(20, 12));
    CHECK(one.substr(48) != two.substr(48));
    CHECK(catalog::secret_mark(one) != catalog::secret_mark(two));
    CHECK(catalog::secret_mark(one).size() == 8);
    CHECK(catalog::secret_mark("").empty());
}

TEST_CASE("another key or another source does not open it") {
    auto const sealed = seal_secret("right", k_shop, "geheim", k_cheap);
    for (auto const &[key, source] : {std::pair{"wrong", "shop"}, std::pair{"", "shop"}, std::pair{"right ", "shop"},
                                      std::pair{"right", "crm"}, std::pair{"right", ""}}) {
        auto const [code, message] = failure(key, {source, k_shop.url}, sealed);
        CHECK(code == base::ExitCode::config);
        CHECK(message.find("geheim") == std::string::npos);
        CHECK(message.find("SCRIBE_KEY") != std::string::npos);
    }
}

TEST_CASE("it opens for no other URL than it was sealed for") {
    auto const sealed = seal_secret("right", k_shop, "geheim", k_cheap);
    CHECK(catalog::is_bound_to_url(sealed));
    for (auto const *url :
         {"postgresql://ann@evil/shop", "postgresql://ann@db:5433/shop", "postgresql://bob@db/shop",
          "postgresql://ann@db/shop?hostaddr=10.0.0.1", "postgresql://ann@db/shop?sslmode=disable", ""}) {
        INFO(url);
        auto const [code, message] = failure("right", {"shop", url}, sealed);
        CHECK(code == base::ExitCode::config);
        CHECK(message.find(url) != std::string::npos);
        CHECK(message.find("source add shop URL --replace --save-password") != std::string::npos);
        CHECK(message.find("geheim") == std::string::npos);
    }
    // Name and URL do not run into one another.
    CHECK(failure("right", {"shoppostgresql", "://ann@db/shop"}, sealed).first == base::ExitCode::config);
}

TEST_CASE("what an earlier scribe sealed, bound to the name alone, still opens and cannot be made of what is bound") {
    std::string const sealed{"\x01\x04\x08\x01\x9c\x7d\x4a\x31\x65\x27\xc3\x93\x00\xda\x8d\xff\x91\xe4\x2c\x0b"
                             "\x4d\x2c\xc4\xb5\xcf\x91\x81\xaa\xf6\x02\x71\xb1\x0b\xf5\x77\xa9\x67\xdc\xec\x9b"
                             "\x74\xe4\x3a\x8f\x14\x5e\xda\xd4\x33\xe0\xfc\x69\x12\x6b",
                             54};
    CHECK(open_secret("right", k_shop, sealed).view() == "geheim");
    CHECK(open_secret("right", {"shop", "postgresql://another"}, sealed).view() == "geheim");
    CHECK(failure("right", {"crm", k_shop.url}, sealed).first == base::ExitCode::config);
    CHECK_FALSE(catalog::is_bound_to_url(sealed));
    auto older = seal_secret("right", k_shop, "geheim", k_cheap);
    older.front() = 1;
    CHECK(failure("right", k_shop, older).first == base::ExitCode::config);
}

TEST_CASE("a flip of any byte, a cut and an addition are noticed") {
    auto const sealed = seal_secret("right", k_shop, "geheim", k_cheap);
    for (std::size_t at = 0; at < sealed.size(); ++at) {
        for (int const mask : {0x01, 0x80, 0xff}) {
            auto changed = sealed;
            changed[at] = static_cast<char>(changed[at] ^ mask);
            auto const [code, message] = failure("right", k_shop, changed);
            INFO("byte " << at << " mask " << mask);
            CHECK((code == base::ExitCode::config || code == base::ExitCode::catalog));
            CHECK(message.find("geheim") == std::string::npos);
        }
    }
    for (std::size_t size = 0; size < sealed.size(); ++size) {
        CHECK(failure("right", k_shop, sealed.substr(0, size)).first != base::ExitCode::ok);
    }
    for (std::size_t const size : {1U, 3U, 4U, 5U, 7U})
        CHECK(catalog::secret_mark(sealed.substr(0, size)).size() == (size > 4 ? 2 * (size - 4) : 0));
    CHECK(failure("right", k_shop, sealed.substr(0, 40)).first == base::ExitCode::catalog);
    CHECK(failure("right", k_shop, sealed + "x").first == base::ExitCode::config);
}

TEST_CASE("wiping leaves nothing of the text") {
    std::string text = "a password that is long enough to live on the heap";
    auto const *const memory = text.data();
    auto const size = text.size();
    catalog::wipe(text);
    CHECK(text.empty());
    CHECK(std::string_view{memory, size}.find_first_not_of('\0') == std::string_view::npos);
}

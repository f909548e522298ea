// SPDX-License-Identifier: MIT
#include "catalog/said/answers.hpp"

#include "base/error.hpp"

#include <fmt/format.h>
#include <openssl/evp.h>

#include <array>
#include <memory>

namespace scribe::catalog {

namespace {

struct FreeDigest {
    void operator()(EVP_MD_CTX *context) const { EVP_MD_CTX_free(context); }
};

} // namespace

std::string answer_key(std::vector<std::string_view> const &parts) {
    std::unique_ptr<EVP_MD_CTX, FreeDigest> const digest{EVP_MD_CTX_new()};
    bool good = digest && EVP_DigestInit_ex(digest.get(), EVP_sha256(), nullptr) == 1;
    for (auto const part : parts) {
        // The length first: "ab", "c" is another question than "a", "bc".
        auto const length = fmt::format("{}:", part.size());
        good = good && EVP_DigestUpdate(digest.get(), length.data(), length.size()) == 1 &&
               EVP_DigestUpdate(digest.get(), part.data(), part.size()) == 1;
    }
    std::array<unsigned char, EVP_MAX_MD_SIZE> bytes{};
    unsigned int size = 0;
    if (!good || EVP_DigestFinal_ex(digest.get(), bytes.data(), &size) != 1)
        throw base::Error(base::ExitCode::internal, "libcrypto cannot make a hash");
    std::string hex;
    for (unsigned int i = 0; i < size; ++i) hex += fmt::format("{:02x}", bytes.at(i));
    return hex;
}

std::optional<StoredAnswer> find_answer(Store &store, std::string_view key) {
    sqlite::Stmt select{store.db(), "SELECT model, answer, tokens_in, tokens_out FROM answer WHERE key = ?"};
    select.bind(1, key);
    if (!select.step()) return std::nullopt;
    return StoredAnswer{std::string{select.get_text(0)}, std::string{select.get_text(1)}, select.get_int(2),
                        select.get_int(3)};
}

void save_answer(Store &store, std::string_view key, StoredAnswer const &answer) {
    sqlite::Stmt upsert{store.db(), "INSERT OR REPLACE INTO answer (key, model, answer, tokens_in, tokens_out, "
                                    "created_at) VALUES (?, ?, ?, ?, ?, ?)"};
    upsert.bind(1, key);
    upsert.bind(2, answer.model);
    upsert.bind(3, answer.text);
    upsert.bind(4, answer.tokens_in);
    upsert.bind(5, answer.tokens_out);
    upsert.bind(6, utc_now());
    upsert.run();
}

} // namespace scribe::catalog

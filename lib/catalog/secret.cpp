// SPDX-License-Identifier: MIT
#include "catalog/secret.hpp"

#include "base/error.hpp"

#include <fmt/format.h>
#include <openssl/crypto.h>
#include <openssl/evp.h>
#include <openssl/rand.h>

#include <array>
#include <memory>

// Layout: version, log2 N, r, p (a byte each), salt (16), nonce (12), tag (16), ciphertext. The associated data is the
// head (all before the tag), the source's name and, from version 2 on, a zero byte and the source's URL. The version is
// part of it: what was sealed as version 2 does not open as version 1.
namespace scribe::catalog {

namespace {

using base::Error;
using base::ExitCode;

constexpr unsigned char k_name_only = 1;
constexpr unsigned char k_version = 2;
constexpr std::size_t k_parameters = 4;
constexpr std::size_t k_salt = 16;
constexpr std::size_t k_nonce = 12;
constexpr std::size_t k_tag = 16;
constexpr std::size_t k_head = k_parameters + k_salt + k_nonce;
/// No setting that a damaged blob claims may take more memory than this.
constexpr std::uint64_t k_most_memory = std::uint64_t{256} << 20;

unsigned char const *bytes(std::string_view text) { return reinterpret_cast<unsigned char const *>(text.data()); }
unsigned char *bytes(std::string &text) { return reinterpret_cast<unsigned char *>(text.data()); }
int length(std::string_view text) { return static_cast<int>(text.size()); }

void require(bool ok, std::string_view what) {
    if (!ok) throw Error(ExitCode::internal, fmt::format("libcrypto: {} failed", what));
}

/// A derived key: wiped when it goes.
struct DerivedKey {
    std::array<unsigned char, 32> bytes{};
    ~DerivedKey() { OPENSSL_cleanse(bytes.data(), bytes.size()); }
};

void derive(DerivedKey &out, std::string_view key, std::string_view salt, KeyCost const &cost) {
    require(EVP_PBE_scrypt(key.data(), key.size(), bytes(salt), salt.size(), std::uint64_t{1} << cost.log2_n,
                           static_cast<std::uint64_t>(cost.r), static_cast<std::uint64_t>(cost.p), 2 * k_most_memory,
                           out.bytes.data(), out.bytes.size()) == 1,
            "scrypt");
}

struct FreeCipher {
    void operator()(EVP_CIPHER_CTX *context) const { EVP_CIPHER_CTX_free(context); }
};
using Cipher = std::unique_ptr<EVP_CIPHER_CTX, FreeCipher>;

/// AES-256-GCM under the head's nonce, with the head and the owner as associated data.
Cipher start_cipher(DerivedKey const &key, std::string_view head, SecretOwner const &owner, bool encrypt) {
    std::string data{head};
    data += owner.name;
    if (is_bound_to_url(head)) data.append(1, '\0').append(owner.url);
    Cipher cipher{EVP_CIPHER_CTX_new()};
    auto *const context = cipher.get();
    int n = 0;
    require(context != nullptr && EVP_CipherInit_ex(context, EVP_aes_256_gcm(), nullptr, key.bytes.data(),
                                                    bytes(head.substr(k_parameters + k_salt)), encrypt ? 1 : 0) == 1,
            "AES-256-GCM");
    require(EVP_CipherUpdate(context, nullptr, &n, bytes(data), length(data)) == 1, "AES-256-GCM");
    return cipher;
}

[[noreturn]] void damaged(std::string_view source, std::string_view why) {
    throw Error(ExitCode::catalog, fmt::format("the stored password of source \"{}\" is unusable: {}", source, why),
                fmt::format("store it again: scribe source add {} URL --replace --save-password", source));
}

KeyCost read_cost(std::string_view source, std::string_view sealed) {
    if (sealed.size() < k_head + k_tag) damaged(source, "it is cut short");
    auto const *const head = bytes(sealed);
    if (head[0] != k_version && head[0] != k_name_only) damaged(source, "its format is unknown");
    KeyCost const cost{head[1], head[2], head[3]};
    bool const sane = cost.log2_n >= 1 && cost.log2_n <= 20 && cost.r >= 1 && cost.p >= 1 && cost.p <= 16 &&
                      (std::uint64_t{128} << cost.log2_n) * static_cast<std::uint64_t>(cost.r) <= k_most_memory;
    if (!sane) damaged(source, "it is damaged");
    return cost;
}

} // namespace

void wipe(std::string &text) {
    // The whole buffer: a string that shrank leaves its old end behind.
    text.resize(text.capacity());
    OPENSSL_cleanse(text.data(), text.size());
    text.clear();
}

bool is_bound_to_url(std::string_view sealed) { return !sealed.empty() && sealed.front() != k_name_only; }

std::string seal_secret(std::string_view key, SecretOwner const &owner, std::string_view password,
                        KeyCost const &cost) {
    std::string sealed(k_head + k_tag + password.size(), '\0');
    auto *const out = bytes(sealed);
    out[0] = k_version;
    out[1] = static_cast<unsigned char>(cost.log2_n);
    out[2] = static_cast<unsigned char>(cost.r);
    out[3] = static_cast<unsigned char>(cost.p);
    require(RAND_bytes(out + k_parameters, k_salt + k_nonce) == 1, "the random generator");
    std::string_view const head{sealed.data(), k_head};
    DerivedKey derived;
    derive(derived, key, head.substr(k_parameters, k_salt), cost);
    auto const cipher = start_cipher(derived, head, owner, true);
    int n = 0;
    auto *const body = out + k_head + k_tag;
    require(EVP_CipherUpdate(cipher.get(), body, &n, bytes(password), length(password)) == 1 &&
                EVP_CipherFinal_ex(cipher.get(), body + n, &n) == 1 &&
                EVP_CIPHER_CTX_ctrl(cipher.get(), EVP_CTRL_GCM_GET_TAG, k_tag, out + k_head) == 1,
            "AES-256-GCM");
    return sealed;
}

Secret open_secret(std::string_view key, SecretOwner const &owner, std::string_view sealed) {
    auto const cost = read_cost(owner.name, sealed);
    auto const head = sealed.substr(0, k_head);
    std::string tag{sealed.substr(k_head, k_tag)};
    auto const body = sealed.substr(k_head + k_tag);
    DerivedKey derived;
    derive(derived, key, head.substr(k_parameters, k_salt), cost);
    auto const cipher = start_cipher(derived, head, owner, false);
    std::string plain(body.size(), '\0');
    int n = 0;
    require(EVP_CipherUpdate(cipher.get(), bytes(plain), &n, bytes(body), length(body)) == 1 &&
                EVP_CIPHER_CTX_ctrl(cipher.get(), EVP_CTRL_GCM_SET_TAG, k_tag, tag.data()) == 1,
            "AES-256-GCM");
    Secret password{std::move(plain)};
    unsigned char rest = 0;
    if (EVP_CipherFinal_ex(cipher.get(), &rest, &n) != 1) {
        throw Error(
            ExitCode::config,
            fmt::format("the stored password of source \"{}\" does not open{}: the key is another one, or the catalog "
                        "was changed",
                        owner.name, is_bound_to_url(head) ? fmt::format(" for {}", owner.url) : ""),
            fmt::format(
                "give the key it was stored with in SCRIBE_KEY or --key-file FILE; when the URL was changed, or "
                "the key is lost, store the password again: scribe source add {} URL --replace --save-password",
                owner.name));
    }
    return password;
}

std::string secret_mark(std::string_view sealed) {
    std::string mark;
    if (sealed.size() <= k_parameters) return mark; // no password, or one that was cut short
    for (auto const c : sealed.substr(k_parameters, 4)) {
        mark += fmt::format("{:02x}", static_cast<unsigned char>(c));
    }
    return mark;
}

} // namespace scribe::catalog

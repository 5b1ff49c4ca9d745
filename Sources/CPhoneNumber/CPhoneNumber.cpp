#include "CPhoneNumber.h"

#include <phonenumbers/phonenumberutil.h>

#include <atomic>
#include <cstdint>
#include <cstring>
#include <string>

using i18n::phonenumbers::PhoneNumber;
using i18n::phonenumbers::PhoneNumberUtil;

namespace {

const int french_digits = 9;

// The nine digits of an everyday French form: 0 (in region FR) or +33, then digits of which the first is not 0, with
// spaces, points and hyphens between them. That is what PhoneNumberUtil::Parse answers for these forms, without its dozen
// regular expressions. 0 when `text` is something else.
uint64_t plain_french(const char *text, const char *region) {
    const char *next = text;
    if (*next == '0' && std::strcmp(region, "FR") == 0) {
        next += 1;
    } else if (std::strncmp(next, "+33", 3) == 0) {
        next += 3;
    } else {
        return 0;
    }
    uint64_t number = 0;
    int count = 0;
    char last = 0;
    for (; *next; next++) {
        last = *next;
        if (last == ' ' || last == '.' || last == '-') continue;
        if (last < '0' || last > '9' || count == french_digits) return 0;
        number = number * 10 + static_cast<uint64_t>(last - '0');
        count += 1;
        if (number == 0) return 0;
    }
    return count == french_digits && last >= '0' && last <= '9' ? number : 0;
}

bool is_valid_french(uint64_t national) {
    PhoneNumber number;
    number.set_country_code(33);
    number.set_national_number(national);
    return PhoneNumberUtil::GetInstance()->IsValidNumber(number);
}

// French numbers are allotted by blocks of a thousand and more (Arcep, plan national de numérotation), so the validity of
// one is that of its block. Those in 8 (special rates, short forms) are left to the library each time.
bool is_valid_french_by_block(uint64_t national) {
    static std::atomic<uint8_t> blocks[1000000];
    if (national / 100000000 == 8) return is_valid_french(national);
    std::atomic<uint8_t> &block = blocks[national / 1000];
    uint8_t known = block.load(std::memory_order_relaxed);
    if (known == 0) {
        known = is_valid_french(national) ? 1 : 2;
        block.store(known, std::memory_order_relaxed);
    }
    return known == 1;
}

int write_french(uint64_t national, char *buffer, size_t capacity) {
    const int length = 3 + french_digits;
    if (capacity <= static_cast<size_t>(length)) return -1;
    std::memcpy(buffer, "+33", 3);
    for (int index = length - 1; index >= 3; index--) {
        buffer[index] = static_cast<char>('0' + national % 10);
        national /= 10;
    }
    buffer[length] = '\0';
    return length;
}

}  // namespace

int cphonenumber_e164(const char *text, const char *region, char *buffer, size_t capacity) {
    if (const uint64_t national = plain_french(text, region)) {
        return is_valid_french_by_block(national) ? write_french(national, buffer, capacity) : 0;
    }
    const PhoneNumberUtil &util = *PhoneNumberUtil::GetInstance();
    PhoneNumber number;
    if (util.Parse(text, region, &number) != PhoneNumberUtil::NO_PARSING_ERROR) return 0;
    if (!util.IsValidNumber(number)) return 0;
    std::string formatted;
    util.Format(number, PhoneNumberUtil::E164, &formatted);
    if (formatted.size() >= capacity) return -1;
    std::memcpy(buffer, formatted.data(), formatted.size());
    buffer[formatted.size()] = '\0';
    return static_cast<int>(formatted.size());
}

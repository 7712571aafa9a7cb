namespace rs item_of_b

struct Other {}

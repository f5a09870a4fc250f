/// The apps of a sample project, with four usual mistakes in their forms (semantics 8).
enum SampleApps {
  static let text = """
    apps:
      village:                                      # for those who have one village or one team
        name: Village health
        case_sharing: true
        menus:
          patients:
            case_type: patient
            forms:
              register:
                name: Register a patient
                opens: patient                      # belongs to the worker's one location or group
              visit:
                name: Home visit
                requires_case: true
                updates: {properties: [weight, fever, next_visit]}
              discharge:
                name: Discharge
                requires_case: true
                closes: true

      clinic:                                       # for those who see several villages: they are asked for one
        name: Clinic and supervision
        case_sharing: true
        add_ons: [custom_single_and_multiple_answer_questions]
        menus:
          patients:
            case_type: patient
            forms:
              register:
                name: Register a patient
                questions: &place
                  place:
                    label: Who will look after the patient?
                    type: multiple_choice
                    required: true
                    lookup_table: &groups
                      query: instance('groups')/groups/group
                      instance: {id: groups, uri: jr://fixture/user-groups}
                      value: "@id"
                      label: name
                opens:
                  - case_type: patient
                    properties: {owner_id: {question: place}}
              examine:
                name: Examination
                requires_case: true
                updates: {properties: [weight, fever, diagnosis]}
                opens:
                  - case_type: lab_test
                    when: conditional
                    index: {to: selected_case, relationship: extension}
                    properties: {owner_id: unowned}
              refer:
                name: Refer to a clinic
                requires_case: true
                questions: *place
                opens:
                  - case_type: referral
                    index: {to: selected_case, relationship: child}
                    properties: {owner_id: {question: place}}
              quick-referral:                       # a mistake: the child case has no owner_id of its own
                name: Quick referral
                requires_case: true
                opens:
                  - case_type: referral
                    index: {to: selected_case, relationship: child}
                    properties: {urgent: true}
              walk-in:                              # a mistake: the answer can be left out
                name: Walk-in patient
                questions:
                  place: {label: Where do you live?, lookup_table: *groups}
                opens:
                  - case_type: patient
                    properties: {owner_id: {question: place}}
              emergency:                            # a mistake: fails for everybody with several groups
                name: Emergency
                opens:
                  - case_type: patient
                    properties: {owner_id: {xpath: "instance('groups')/groups/group/@id"}}
          rounds:
            case_type: round
            forms:
              plan:
                name: Plan a round
                opens:
                  - case_type: round
                    properties: {owner_id: current_user}      # stays private

      stock:                                        # a mistake: sharing is on in the other apps and off in this one
        name: Medicine stock
        menus:
          counts:
            case_type: stock_count
            forms:
              count:
                name: Count the stock
                opens: stock_count

    """
}
